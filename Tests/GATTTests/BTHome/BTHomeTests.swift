import GATT
import Testing
import Vitals

@Suite("BTHome service data")
struct BTHomeTests {
    @Test("is decoded field by field", arguments: BTHomeVectors.all)
    func decoded(vector: Vector) throws { try vector.check() }

    @Test("Every object of the format's table has its name, size, sign, resolution and unit", arguments: BTHomeVectors.objects)
    func object(hex: String, field: String) throws {
        let btHome = try #require(CharacteristicDescription(uuid: .btHomeServiceData))
        let bytes = Vector.bytes("40" + hex)
        #expect(try btHome.decode(bytes).fields.map(\.description).dropFirst(3) == [field])
        for length in 2..<bytes.count {
            #expect(throws: DecodingError.self, "prefix of \(length)") { try btHome.decode(Array(bytes.prefix(length))) }
        }
        // Another object follows: the size is right to the byte.
        #expect(try btHome.decode(bytes + [0x00, 0x07]).fields.map(\.description).dropFirst(3) == [field, "packet_id: 7"])
    }

    @Test("What is in the air, the light and the charge become readings, and nothing else does")
    func readings() throws {
        let btHome = try #require(CharacteristicDescription(uuid: .btHomeServiceData))
        for (hex, reading) in BTHomeVectors.readings {
            #expect(try btHome.decode(Vector.bytes("40" + hex)).readings.map(\.description) == [reading])
        }
        let measured = Set(BTHomeVectors.readings.map { $0.0.prefix(2) })
        for (hex, _) in BTHomeVectors.objects where !measured.contains(hex.prefix(2)) {
            #expect(try btHome.decode(Vector.bytes("40" + hex)).readings.isEmpty, "\(hex)")
        }
    }

    @Test("Every state has two names, and a value beyond 1 none", arguments: BTHomeVectors.states)
    func state(identifier: UInt8, name: String, off: String, on: String) throws {
        let btHome = try #require(CharacteristicDescription(uuid: .btHomeServiceData))
        for (value, text) in [(UInt8(0), off), (1, on), (2, "unknown (0x2)")] {
            #expect(try btHome.decode([0x40, identifier, value]).fields.map(\.description).dropFirst(3) == ["\(name): \(text)"])
        }
    }

    @Test("Identifiers that the table lacks end the decoding")
    func gaps() throws {
        let btHome = try #require(CharacteristicDescription(uuid: .btHomeServiceData))
        let known = Set(Array(0x00...0x2F) + [0x3A] + Array(0x3C...0x64) + [0xF0, 0xF1, 0xF2])
        for identifier in UInt8.min...UInt8.max {
            // Some of the known ones need other bytes behind them, and are refused.
            let value = try? btHome.decode([0x40, identifier, 0, 0, 0, 0])
            let isUnknown = value?.fields.contains { $0.description == "unknown: \(Self.hex(identifier)) 00 00 00 00" } ?? false
            #expect(isUnknown == !known.contains(Int(identifier)))
        }
    }

    private static func hex(_ byte: UInt8) -> String { (byte < 16 ? "0" : "") + String(byte, radix: 16) }

    @Test("A text has to be UTF-8")
    func text() throws {
        let btHome = try #require(CharacteristicDescription(uuid: .btHomeServiceData))
        #expect(throws: DecodingError.notUTF8(at: 3)) { try btHome.decode([0x40, 0x53, 0x01, 0xC3]) }
    }
}
