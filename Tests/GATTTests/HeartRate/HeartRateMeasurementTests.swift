import GATT
import TestSupport
import Testing

@Suite("Heart Rate Measurement")
struct HeartRateMeasurementTests {
    struct Vector: Sendable, CustomTestStringConvertible {
        let bytes: [UInt8]
        let rate: Int
        var contact = Contact.unsupported
        var energy: Int?
        var ticks: [UInt16] = []

        var testDescription: String { bytes.map { String($0, radix: 16) }.joined(separator: " ") }
    }

    // flags · rate · energy · RR…, built from the table of the GATT Specification Supplement.
    static let vectors = [
        Vector(bytes: [0x00, 72], rate: 72),
        Vector(bytes: [0x01, 0x2C, 0x01], rate: 300),
        Vector(bytes: [0x04, 72], rate: 72, contact: .none),
        Vector(bytes: [0x06, 72], rate: 72, contact: .detected),
        Vector(bytes: [0x02, 72], rate: 72),
        Vector(bytes: [0x08, 72, 0xFF, 0xFF], rate: 72, energy: 65_535),
        Vector(bytes: [0x10, 72], rate: 72),
        Vector(bytes: [0x16, 0x48, 0x0A, 0x03, 0x14, 0x03], rate: 72, contact: .detected, ticks: [0x030A, 0x0314]),
        Vector(
            bytes: [0x1F, 0x48, 0x00, 0x10, 0x00, 0x00, 0x04, 0x01, 0x04], rate: 72, contact: .detected, energy: 16, ticks: [1024, 1025]),
    ]

    @Test("is decoded field by field", arguments: vectors)
    func decoded(vector: Vector) throws {
        let measurement = try vector.bytes.heartRate()
        #expect(measurement.beatsPerMinute == vector.rate)
        #expect(measurement.contact == vector.contact)
        #expect(measurement.energyExpendedKilojoules == vector.energy)
        #expect(measurement.rrIntervals.map(\.ticks) == vector.ticks)
        #expect(measurement.reservedFlags == 0)
    }

    @Test("refuses every prefix that cuts a field, and says where", arguments: vectors)
    func prefixes(vector: Vector) {
        for length in 0..<vector.bytes.count {
            let prefix = Array(vector.bytes.prefix(length))
            // A prefix that ends between two RR intervals is a complete value with fewer of them.
            let header = 2 + Int(vector.bytes[0] & 1) + (vector.energy == nil ? 0 : 2)
            let isWhole = length >= header && (length - header).isMultiple(of: 2)
            if isWhole {
                #expect(throws: Never.self) { try prefix.heartRate() }
            } else {
                #expect(throws: DecodingError.self) { try prefix.heartRate() }
            }
        }
    }

    @Test("says what is truncated and what is left over")
    func errors() {
        #expect(throws: DecodingError.truncated(at: 0, needs: 1, has: 0)) { try ([] as [UInt8]).heartRate() }
        #expect(throws: DecodingError.truncated(at: 4, needs: 2, has: 1)) {
            try ([0x10, 72, 0, 4, 0] as [UInt8]).heartRate()
        }
        #expect(throws: DecodingError.trailing(at: 2, has: 1)) { try ([0x00, 72, 9] as [UInt8]).heartRate() }
    }

    @Test("keeps reserved flags and decodes the rest")
    func reserved() throws {
        let measurement = try ([0xE0, 72] as [UInt8]).heartRate()
        #expect(measurement.reservedFlags == 0xE0)
        #expect(measurement.beatsPerMinute == 72)
    }

    @Test("is total: random bytes are decoded or refused, never trapped on")
    func random() {
        var random = SeededGenerator(seed: 7)
        for _ in 0..<20_000 {
            let bytes = (0..<Int.random(in: 0...24, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
            for characteristic in CharacteristicDescription.all { _ = try? characteristic.decode(bytes).fields }
        }
    }

    @Test("RR intervals are 1/1024 s")
    func resolution() {
        #expect(RRInterval(ticks: 1024).milliseconds == 1000)
        #expect(RRInterval(ticks: 1).milliseconds == 0.9765625)
    }
}
