import GATT
import Testing

@Suite("Battery Level, Body Sensor Location, Device Information")
struct SmallCharacteristicsTests {
    @Test("A battery level is 0 to 100 percent and one byte long")
    func battery() throws {
        #expect(try ([100] as [UInt8]).battery().percent == 100)
        #expect(throws: DecodingError.outOfRange(at: 0, value: 101, allowed: 0...100)) { try ([101] as [UInt8]).battery() }
        #expect(throws: DecodingError.truncated(at: 0, needs: 1, has: 0)) { try ([] as [UInt8]).battery() }
        #expect(throws: DecodingError.trailing(at: 1, has: 1)) { try ([1, 2] as [UInt8]).battery() }
    }

    @Test("A reserved location keeps its code and has no name")
    func location() throws {
        #expect(try ([1] as [UInt8]).location().name == "chest")
        #expect(try ([6] as [UInt8]).location().name == "foot")
        #expect(try ([7] as [UInt8]).location().name == nil)
    }

    @Test("A text loses its closing NUL and has to be UTF-8")
    func text() throws {
        #expect(try Array("Polar H10\0".utf8).text().text == "Polar H10")
        #expect(try ([] as [UInt8]).text().text.isEmpty)
        #expect(throws: DecodingError.notUTF8(at: 0)) { try ([0xC3] as [UInt8]).text() }
    }
}
