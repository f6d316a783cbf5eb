import GATT
import Testing
import Vitals

@Suite("CGM Measurement")
struct CGMMeasurementTests {
    private static let glucose = "glucose_concentration: 120 mg/dL"
    private static let offset = "time_offset: 5 min"
    private static let reading = "interstitial_glucose 120"

    private static func special(_ hex: String, _ text: String) -> Vector {
        Vector(
            "2AA7", "0A (size) 03 (flags) \(hex) (glucose) FFFF (offset) \(hex) (trend) \(hex) (quality)",
            [
                "glucose_concentration: \(text) mg/dL", "time_offset: 65535 min", "trend_information: \(text) mg/dL/min",
                "quality: \(text) %",
            ], readings: [])
    }

    private static func status(_ flag: String, _ hex: String, _ fields: [String]) -> Vector {
        Vector(
            "2AA7", "07 (size) \(flag) (flags) 7800 (glucose) 0500 (offset) \(hex) (status)", [glucose, offset] + fields,
            readings: [reading])
    }

    static let vectors: [Vector] =
        [
            Vector("2AA7", "06 (size) 00 (flags) 7800 (glucose) 0500 (offset)", [glucose, offset], readings: [reading]),
            Vector(
                "2AA7", "06 (size) 00 (flags) 64C0 (100 e-4) 0000 (offset)", ["glucose_concentration: 0.0100 mg/dL", "time_offset: 0 min"],
                readings: ["interstitial_glucose 0.01"]),
            Vector(
                "2AA7", "08 (size) 01 (flags) 7800 (glucose) 0500 (offset) 05F0 (trend 5 e-1)",
                [glucose, offset, "trend_information: 0.5 mg/dL/min"], readings: [reading, "interstitial_glucose_trend 0.5"]),
            Vector(
                "2AA7", "08 (size) 01 (flags) 7800 (glucose) 0500 (offset) FBFF (trend -5 e-1)",
                [glucose, offset, "trend_information: -0.5 mg/dL/min"], readings: [reading, "interstitial_glucose_trend -0.5"]),
            Vector(
                "2AA7", "08 (size) 02 (flags) 7800 (glucose) 0500 (offset) 5F00 (quality)", [glucose, offset, "quality: 95 %"],
                readings: [reading, "interstitial_glucose_quality 95"]),
            Vector(
                "2AA7", "0D (size) E3 (flags) 7800 (glucose) 0500 (offset) 01 04 08 (status) 05F0 (trend) 5F00 (quality)",
                [
                    glucose, offset, "status: session stopped", "calibration_temperature: calibration recommended",
                    "warning: sensor result higher than the hyper level", "trend_information: 0.5 mg/dL/min", "quality: 95 %",
                ], readings: [reading, "interstitial_glucose_trend 0.5", "interstitial_glucose_quality 95"]),
            Vector(
                "2AA7", "0F (size) E3 (flags) 7800 (glucose) 0500 (offset) 01 04 08 (status) 05F0 (trend) 5F00 (quality) BCA7 (crc)",
                [
                    glucose, offset, "status: session stopped", "calibration_temperature: calibration recommended",
                    "warning: sensor result higher than the hyper level", "trend_information: 0.5 mg/dL/min", "quality: 95 %",
                ], readings: [reading, "interstitial_glucose_trend 0.5", "interstitial_glucose_quality 95"]),
            Vector("2AA7", "08 (size) 00 (flags) 7800 (glucose) 0500 (offset) 0DE8 (crc)", [glucose, offset], readings: [reading]),
            Vector(
                "2AA7",
                "06 (size) 00 (flags) 7800 (glucose) 0500 (offset) 07 (size) 80 (flags) 7900 (glucose) 0A00 (offset) 08 (status) "
                    + protected("08 (size) 00 (flags) 7A00 (glucose) 0F00 (offset)"),
                [
                    glucose, offset, "2_glucose_concentration: 121 mg/dL", "2_time_offset: 10 min", "2_status: sensor malfunction",
                    "3_glucose_concentration: 122 mg/dL", "3_time_offset: 15 min",
                ], readings: [reading, "interstitial_glucose 121", "interstitial_glucose 122"], wholePrefixes: [6, 13]),
            // Reserved flags may stand for fields that nobody knows.
            Vector(
                "2AA7", "08 (size) 1C (flags) 7800 (glucose) 0500 (offset) AABB (of reserved flags)",
                [glucose, offset, "reserved_flags: unknown (0x1c)", "unknown: aa bb"], readings: [reading]),
            Vector(
                "2AA7", "09 (size) 04 (flags) 7800 (glucose) 0500 (offset) AA (of reserved flags) 245E (crc)",
                [glucose, offset, "reserved_flags: unknown (0x4)", "unknown: aa"], readings: [reading]),
            Vector(
                "2AA7", "06 (size) 08 (flags) 7800 (glucose) 0500 (offset)", [glucose, offset, "reserved_flags: unknown (0x8)"],
                readings: [reading]),
            Vector(
                "2AA7", "06 (size) 00 (flags) FD77 (2045 e7) 0500 (offset)", ["glucose_concentration: 2045e7 mg/dL", offset],
                readings: ["interstitial_glucose 20450000000"]),
        ] + [
            special("FF07", "NaN"), special("0008", "NRes"), special("FE07", "+INFINITY"), special("0208", "-INFINITY"),
            special("0108", "reserved"),
        ] + [
            status("80", "00", ["status: none"]),
            status("80", "01", ["status: session stopped"]),
            status("80", "02", ["status: device battery low"]),
            status("80", "04", ["status: sensor type incorrect for device"]),
            status("80", "08", ["status: sensor malfunction"]),
            status("80", "10", ["status: device specific alert"]),
            status("80", "20", ["status: general device fault has occurred in the sensor"]),
            status("80", "C0", ["status: none", "unknown_status: unknown (0xc0)"]),
            status("40", "01", ["calibration_temperature: time synchronization between sensor and collector required"]),
            status("40", "02", ["calibration_temperature: calibration not allowed"]),
            status("40", "04", ["calibration_temperature: calibration recommended"]),
            status("40", "08", ["calibration_temperature: calibration required"]),
            status("40", "10", ["calibration_temperature: sensor temperature too high for valid result"]),
            status("40", "20", ["calibration_temperature: sensor temperature too low for valid result"]),
            status("40", "C0", ["calibration_temperature: none", "unknown_calibration_temperature: unknown (0xc0)"]),
            status("20", "01", ["warning: sensor result lower than the patient low level"]),
            status("20", "02", ["warning: sensor result higher than the patient high level"]),
            status("20", "04", ["warning: sensor result lower than the hypo level"]),
            status("20", "08", ["warning: sensor result higher than the hyper level"]),
            status("20", "10", ["warning: sensor rate of decrease exceeded"]),
            status("20", "20", ["warning: sensor rate of increase exceeded"]),
            status("20", "40", ["warning: sensor result lower than the device can process"]),
            status("20", "80", ["warning: sensor result higher than the device can process"]),
        ]

    @Test("is decoded record by record", arguments: vectors)
    func decoded(vector: Vector) throws { try vector.check() }

    private static func decode(_ hex: String) throws -> CGMMeasurement { try CGMMeasurement(decoding: Vector.bytes(hex).span) }

    @Test("Readings count from the start of the session")
    func time() throws {
        let measurement = try Self.decode("06 00 7800 0500 08 01 7900 FFFF 05F0")
        #expect(measurement.records.map(\.timeOffset) == [5, 65_535])
        #expect(
            measurement.readings.map(\.time) == [
                .sinceSessionStart(.seconds(300)), .sinceSessionStart(.seconds(3_932_100)), .sinceSessionStart(.seconds(3_932_100)),
            ])
    }

    @Test("The status says whether the value is in question, bit by bit", arguments: 0..<24)
    func quality(bit: Int) throws {
        var status: [UInt8] = [0, 0, 0]
        status[bit / 8] = 1 << UInt8(bit % 8)
        let bytes = Vector.bytes("09 E0 7800 0500") + status
        let measurement = try CGMMeasurement(decoding: bytes.span)
        // Wrong type, malfunction, device fault; calibration required, too hot, too cold; beyond what can be processed.
        let questionable: Set = [2, 3, 5, 11, 12, 13, 22, 23]
        #expect(measurement.readings.map(\.quality) == [questionable.contains(bit) ? .questionable : .good])
    }

    @Test("Says what is wrong, and where in the whole value")
    func errors() {
        #expect(throws: DecodingError.truncated(at: 0, needs: 1, has: 0)) { try Self.decode("") }
        #expect(throws: DecodingError.outOfRange(at: 0, value: 5, allowed: 6...255)) { try Self.decode("05 00 7800 05") }
        #expect(throws: DecodingError.outOfRange(at: 6, value: 0, allowed: 6...255)) { try Self.decode("06 00 7800 0500 00") }
        #expect(throws: DecodingError.truncated(at: 6, needs: 7, has: 6)) { try Self.decode("06 00 7800 0500 07 00 7800 0500") }
        // The flags say that there is a trend, and the size leaves no room.
        #expect(throws: DecodingError.truncated(at: 6, needs: 2, has: 0)) { try Self.decode("06 01 7800 0500") }
        #expect(throws: DecodingError.trailing(at: 12, has: 1)) { try Self.decode("06 00 7800 0500 07 00 7800 0500 AA") }
        #expect(throws: DecodingError.checksum(at: 12, computed: 0xE80D, found: 0xE80C)) {
            try Self.decode("06 00 7800 0500 08 00 7800 0500 0CE8")
        }
    }
}
