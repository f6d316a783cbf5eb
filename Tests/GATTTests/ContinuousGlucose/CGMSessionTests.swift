import GATT
import Testing
import Vitals

@Suite("CGM Feature, Status, Session Start Time, Session Run Time")
struct CGMSessionTests {
    private static let start = "EA07 (year) 0B (month) 17 (day) 07 (hour) 2D (minute) 1E (second)"
    private static let time = "session_start_time: 2026-11-23T07:45:30"

    private static func zone(_ hex: String, _ zone: String, _ dst: String) -> Vector {
        Vector("2AAA", "\(start) \(hex)", [time, "time_zone: \(zone) min", "dst_offset: \(dst)"], readings: [])
    }

    static let vectors: [Vector] = [
        Vector(
            "2AA8", "000000 (features) 59 (type, location) FFFF (no crc)",
            ["cgm_feature: none", "type: interstitial fluid", "sample_location: subcutaneous tissue"], readings: []),
        Vector(
            "2AA8", "000000 (features) 00 (type, location) 0000 (crc though unsupported)",
            ["cgm_feature: none", "type: unknown (0x0)", "sample_location: unknown (0x0)", "e2e_crc: unknown (0x0)"]),
        Vector(
            "2AA8", "000100 (features) 6B (type, location) FFFF (no crc)",
            ["cgm_feature: sensor result high-low detection", "type: unknown (0xb)", "sample_location: unknown (0x6)"]),
        Vector(
            "2AA8", protected("FFFFFF (features) F9 (type, location)"),
            [
                "cgm_feature: calibration, patient high/low alerts, hypo alerts, hyper alerts, rate of increase/decrease alerts, "
                    + "device specific alert, sensor malfunction detection, sensor temperature high-low detection, "
                    + "sensor result high-low detection, low battery detection, sensor type error detection, general device fault, "
                    + "e2e-crc, multiple bond, multiple sessions, cgm trend information, cgm quality",
                "unknown_cgm_feature: unknown (0xfe0000)", "type: interstitial fluid",
                "sample_location: sample location value not available",
            ]),
        Vector(
            "2AA8", "FFFF01 (features) 59 (type, location) 9CD6 (crc)",
            [
                "cgm_feature: calibration, patient high/low alerts, hypo alerts, hyper alerts, rate of increase/decrease alerts, "
                    + "device specific alert, sensor malfunction detection, sensor temperature high-low detection, "
                    + "sensor result high-low detection, low battery detection, sensor type error detection, general device fault, "
                    + "e2e-crc, multiple bond, multiple sessions, cgm trend information, cgm quality",
                "type: interstitial fluid", "sample_location: subcutaneous tissue",
            ]),
        Vector(
            "2AA9", "0500 (offset) 000000 (status)",
            ["time_offset: 5 min", "status: none", "calibration_temperature: none", "warning: none"],
            readings: []),
        Vector(
            "2AA9", "0500 (offset) 010408 (status) 28A7 (crc)",
            [
                "time_offset: 5 min", "status: session stopped", "calibration_temperature: calibration recommended",
                "warning: sensor result higher than the hyper level",
            ], wholePrefixes: [5]),
        Vector(
            "2AA9", "FFFF (offset) C0C081 (status)",
            [
                "time_offset: 65535 min", "status: none", "unknown_status: unknown (0xc0)", "calibration_temperature: none",
                "unknown_calibration_temperature: unknown (0xc0)",
                "warning: sensor result lower than the patient low level, sensor result higher than the device can process",
            ]),
        zone("0400", "60", "standard time"),
        zone("D002", "-720", "half an hour daylight time (+0.5 h)"),
        zone("3804", "840", "daylight time (+1 h)"),
        zone("1708", "345", "double daylight time (+2 h)"),
        zone("80FF", "not known", "not known"),
        zone("CF01", "unknown (0xcf)", "unknown (0x1)"),
        zone("39FE", "unknown (0x39)", "unknown (0xfe)"),
        Vector(
            "2AAA", "\(start) 0400 A60D (crc)", [time, "time_zone: 60 min", "dst_offset: standard time"], readings: [], wholePrefixes: [9]),
        Vector(
            "2AAA", "0000 00 00 00 00 00 80FF",
            ["session_start_time: ????-??-??T00:00:00", "time_zone: not known min", "dst_offset: not known"], readings: []),
        Vector("2AAB", "A800 (hours)", ["session_run_time: 168 h"], readings: []),
        Vector("2AAB", "FFFF (hours)", ["session_run_time: 65535 h"], readings: []),
        Vector("2AAB", "A800 (hours) 8791 (crc)", ["session_run_time: 168 h"], readings: [], wholePrefixes: [2]),
    ]

    @Test("is decoded field by field", arguments: vectors)
    func decoded(vector: Vector) throws { try vector.check() }

    @Test("A start is a moment where zone and daylight saving are known")
    func moment() throws {
        func start(_ hex: String) throws -> Timestamp? {
            try CGMSessionStartTime(decoding: Vector.bytes("EA07 0B 17 07 2D 1E \(hex)").span).start
        }
        #expect(try start("0400") == Timestamp("2026-11-23T07:45:30+01:00"))
        #expect(try start("0404") == Timestamp("2026-11-23T07:45:30+02:00"))
        #expect(try start("EE00") == Timestamp("2026-11-23T07:45:30-04:30"))
        #expect(try start("80FF") == nil)
        #expect(try start("04FF") == nil)
        #expect(try start("0401") == nil)
        #expect(try start("7F00") == nil)
    }

    @Test("A damaged feature is refused only where it says that it is protected")
    func damaged() throws {
        let features = Vector.bytes("001000 59 0000")
        #expect(throws: DecodingError.self) { try CGMFeature(decoding: features.span) }
        #expect(try CGMFeature(decoding: Vector.bytes("000000 59 0000").span).hasChecksums == false)
    }
}
