import GATT
import Testing
import Vitals

@Suite("Glucose Measurement")
struct GlucoseMeasurementTests {
    @Test("is decoded field by field", arguments: vectors)
    func decoded(vector: Vector) throws { try vector.check() }

    private static func decode(_ hex: String) throws -> GlucoseMeasurement {
        try GlucoseMeasurement(decoding: Vector.bytes(hex).span)
    }

    @Test("A reading is of the base time and its offset together")
    func time() throws {
        let measurement = try Self.decode("03 0700 EA07 0B 17 07 2D 1E 3C00 64B0 11")
        #expect(measurement.sequenceNumber == 7)
        let time = DeviceDateTime(year: 2026, month: 11, day: 23, hour: 8, minute: 45, second: 30)
        #expect(measurement.readings.map(\.time) == [.device(time)])
    }

    @Test("An offset that cannot be added leaves the base time", arguments: ["FF7F", "0080"])
    func noOffset(hex: String) throws {
        let measurement = try Self.decode("03 0700 EA07 0B 17 07 2D 1E \(hex) 64B0 11")
        #expect(measurement.time == measurement.baseTime)
    }

    @Test("A base time that is unknown stays so")
    func unknownTime() throws {
        let measurement = try Self.decode("03 0700 0000 00 00 07 2D 1E 3C00 64B0 11")
        #expect(measurement.time == measurement.baseTime)
        #expect(measurement.readings.count == 1)
    }

    @Test("The status says whether the value is in question, bit by bit", arguments: 0..<16)
    func quality(bit: Int) throws {
        let status: UInt16 = 1 << UInt16(bit)
        let bytes = Vector.bytes("0A 0100 EA07 0B 17 07 2D 1E 64B0 11") + [UInt8(status & 0xFF), UInt8(status >> 8)]
        let measurement = try GlucoseMeasurement(decoding: bytes.span)
        #expect(measurement.readings.map(\.quality) == [(1...10).contains(bit) ? .questionable : .good])
    }

    @Test("Bytes after the last field are refused")
    func trailing() {
        #expect(throws: DecodingError.trailing(at: 10, has: 1)) { try Self.decode("00 0100 EA07 0B 17 07 2D 1E 00") }
    }

    @Test(
        "Minutes are added by the calendar",
        arguments: [
            ((2026, 11, 23, 7, 45), 0, (2026, 11, 23, 7, 45)),
            ((2026, 11, 23, 23, 59), 1, (2026, 11, 24, 0, 0)),
            ((2026, 12, 31, 23, 59), 1, (2027, 1, 1, 0, 0)),
            ((2027, 1, 1, 0, 0), -1, (2026, 12, 31, 23, 59)),
            ((2024, 2, 28, 23, 0), 60, (2024, 2, 29, 0, 0)),
            ((2026, 2, 28, 23, 0), 60, (2026, 3, 1, 0, 0)),
            ((2000, 3, 1, 0, 0), -1, (2000, 2, 29, 23, 59)),
            ((1900, 3, 1, 0, 0), -1, (1900, 2, 28, 23, 59)),
            ((2026, 1, 1, 0, 0), 32_766, (2026, 1, 23, 18, 6)),
            ((2026, 1, 1, 0, 0), -32_767, (2025, 12, 9, 5, 53)),
        ] as [((UInt16, UInt8, UInt8, UInt8, UInt8), Int16, (UInt16, UInt8, UInt8, UInt8, UInt8))])
    func minutes(from: (UInt16, UInt8, UInt8, UInt8, UInt8), minutes: Int16, to: (UInt16, UInt8, UInt8, UInt8, UInt8)) {
        let start = DeviceDateTime(year: from.0, month: from.1, day: from.2, hour: from.3, minute: from.4, second: 9)
        let end = DeviceDateTime(year: to.0, month: to.1, day: to.2, hour: to.3, minute: to.4, second: 9)
        #expect(start.adding(minutes: minutes) == end)
    }

    @Test("Every offset agrees with the arithmetic of time stamps")
    func agreement() throws {
        let start = DeviceDateTime(year: 2024, month: 2, day: 20, hour: 13, minute: 37, second: 59)
        for minutes in stride(from: -32_768, through: 32_767, by: 7) {
            let sum = try #require(start.adding(minutes: Int16(minutes))?.asUTC)
            #expect(try sum == #require(start.asUTC) + .seconds(60 * minutes))
        }
    }

    @Test("Nothing is added to a date that is not known or that there is not, nor beyond the calendar")
    func noDate() {
        #expect(DeviceDateTime(year: 0, month: 2, day: 20, hour: 1, minute: 2, second: 3).adding(minutes: 1) == nil)
        #expect(DeviceDateTime(year: 2026, month: 2, day: 30, hour: 1, minute: 2, second: 3).adding(minutes: 1) == nil)
        #expect(DeviceDateTime(year: 9999, month: 12, day: 31, hour: 23, minute: 59, second: 3).adding(minutes: 1) == nil)
        #expect(DeviceDateTime(year: 1582, month: 1, day: 1, hour: 0, minute: 0, second: 3).adding(minutes: -1) == nil)
    }
}
