import GATT
import Testing
import Vitals

@Suite("Device Time")
struct DeviceTimeTests {
    static let features = [
        Vector("2B8E", "FFFF (no checksum) 0000", ["device_time_features: none"], readings: [], wholePrefixes: [2]),
        Vector("2B8E", "0004 (no checksum field)", ["device_time_features: epoch year 2000"]),
        Vector(
            "2B8E", "3412 (a checksum without need) 0002", ["device_time_features: epoch year 1900", "e2e_crc: unknown (0x1234)"],
            wholePrefixes: [2]),
        Vector(
            "2B8E", "CB9F (checksum) 4505",
            [
                "device_time_features: E2E-CRC, base time second-fractions, separate user timeline, RTC drift tracking, epoch year 2000"
            ], wholePrefixes: [2]),
        Vector(
            "2B8E", "FFFF FEFF (all but the checksum, and reserved)",
            [
                "device_time_features: time change logging, base time second-fractions, time or date displayed to user, displayed formats, "
                    + "displayed formats changeable, separate user timeline, authorization required, RTC drift tracking, epoch year 1900, "
                    + "epoch year 2000, propose non-logged time adjustment limit, retrieve active time adjustments",
                "unknown_device_time_features: unknown (0xe000)",
            ], wholePrefixes: [2]),
    ]

    @Test("Device Time Feature", arguments: features)
    func feature(vector: Vector) throws { try vector.check() }

    @Test("A checksum that the features announce has to be right")
    func checksum() throws {
        #expect(throws: DecodingError.self) { try DeviceTimeFeature(decoding: ([0, 0, 0x45, 0x05] as [UInt8]).span) }
    }

    static let parameters = [
        Vector("2B8F", "0080 (half a second)", ["rtc_resolution: 0.5 s"], readings: []),
        Vector("2B8F", "FFFF (all but a second)", ["rtc_resolution: 0.9999847412109375 s"]),
        Vector("2B8F", "0000 (checksum) FFFF", ["rtc_resolution: 0.9999847412109375 s"], wholePrefixes: [2]),
        Vector("2B8F", "0080 0500 (limit or formats)", ["rtc_resolution: 0.5 s", "optional_fields: 05 00"], wholePrefixes: [2]),
        Vector(
            "2B8F", "0080 3C00 (drift, s) 1E00 (days) 0500 (not logged, s) 07 (date) 2E (separator 2, time 14)",
            [
                "rtc_resolution: 0.5 s", "max_rtc_drift_limit: 60 s", "max_days_until_sync_loss: 30 d",
                "non_logged_time_adjustment_limit: 5 s", "displayed_date_format: 7", "displayed_time_format: 14",
                "displayed_date_field_separator: 2",
            ], wholePrefixes: [2, 4, 6, 8]),
        Vector(
            "2B8F", "7BF6 (checksum) 0100 3C00 1E00 0500 072E",
            [
                "rtc_resolution: 1.52587890625e-05 s", "max_rtc_drift_limit: 60 s", "max_days_until_sync_loss: 30 d",
                "non_logged_time_adjustment_limit: 5 s", "displayed_date_format: 7", "displayed_time_format: 14",
                "displayed_date_field_separator: 2",
            ], wholePrefixes: [2, 4, 6, 8, 10]),
    ]

    @Test("Device Time Parameters", arguments: parameters)
    func deviceParameters(vector: Vector) throws { try vector.check() }

    @Test("With the features, every optional parameter has its name")
    func namedParameters() throws {
        func fields(_ hex: String, _ features: UInt16) throws -> [String] {
            try DeviceTimeParameters(decoding: Vector.bytes(hex).span, features: DeviceTimeFeature(features: features)).fields.map(
                \.description)
        }
        #expect(try fields("0080", 0) == ["rtc_resolution: 0.5 s"])
        #expect(try fields("0080 0500", 1 << 1) == ["rtc_resolution: 0.5 s", "non_logged_time_adjustment_limit: 5 s"])
        #expect(
            try fields("0080 3C00 1E00", 1 << 8) == [
                "rtc_resolution: 0.5 s", "max_rtc_drift_limit: 60 s", "max_days_until_sync_loss: 30 d",
            ])
        #expect(try fields("0080 072E", 1 << 4).count == 4)
        #expect(try fields("7BF6 01003C001E000500072E", 1 | 1 << 1 | 1 << 4 | 1 << 8).count == 7)
        #expect(throws: DecodingError.trailing(at: 2, has: 2)) { try fields("0080 0500", 0) }
        #expect(throws: DecodingError.truncated(at: 2, needs: 2, has: 0)) { try fields("0080", 1 << 4) }
        #expect(throws: DecodingError.self) { try fields("0000 01003C001E000500072E", 1 | 1 << 1 | 1 << 4 | 1 << 8) }
    }

    static let times = [
        Vector(
            "2B90", "7CAB9632 04 (+1 h) 00 1200 (UTC aligned, since 2000)",
            [
                "base_time: 2026-11-23T07:45:00", "time_zone: 60 min", "dst_offset: 0 min",
                "device_time_status: UTC aligned, epoch year 2000",
            ],
            readings: []),
        Vector(
            "2B90", "7C6DAEEE 80 (not known) FF (not known) 0000 (since 1900)",
            ["base_time: 2026-11-23T07:45:00", "time_zone: not known min", "dst_offset: not known min", "device_time_status: none"]),
        Vector(
            "2B90", "00000000 00 00 FFFF",
            [
                "base_time: 2000-01-01T00:00:00", "time_zone: 0 min", "dst_offset: 0 min",
                "device_time_status: time fault, UTC aligned, qualified local time synchronized, propose time update request, "
                    + "epoch year 2000, non-logged time change active, log consolidation active",
                "unknown_device_time_status: unknown (0xff80)",
            ]),
        Vector(
            "2B90", "FFFFFFFF 00 00 1000",
            ["base_time: 2136-02-07T06:28:15", "time_zone: 0 min", "dst_offset: 0 min", "device_time_status: epoch year 2000"]),
        Vector(
            "2B90", "F715 (checksum) 7CAB963204001200",
            [
                "base_time: 2026-11-23T07:45:00", "time_zone: 60 min", "dst_offset: 0 min",
                "device_time_status: UTC aligned, epoch year 2000",
            ],
            wholePrefixes: [8]),
        Vector(
            "2B90", "7CAB963204001200 0080 (fractions, or another)",
            [
                "base_time: 2026-11-23T07:45:00", "time_zone: 60 min", "dst_offset: 0 min",
                "device_time_status: UTC aligned, epoch year 2000", "optional_fields: 00 80",
            ], wholePrefixes: [8]),
        Vector(
            "2B90", "7CAB963204001200 8CB99632 (user) 0200 (drift) 0700 (log) 0080 (fractions)",
            [
                "base_time: 2026-11-23T07:45:00", "time_zone: 60 min", "dst_offset: 0 min",
                "device_time_status: UTC aligned, epoch year 2000", "user_time: 2026-11-23T08:45:00", "accumulated_rtc_drift: 2 s",
                "next_sequence_number: 7", "base_time_second_fractions: 0.5 s",
            ], wholePrefixes: [8, 10, 12, 14, 16]),
        Vector(
            "2B90", "B8F6 (checksum) 7CAB9632040012008CB99632020007000080",
            [
                "base_time: 2026-11-23T07:45:00", "time_zone: 60 min", "dst_offset: 0 min",
                "device_time_status: UTC aligned, epoch year 2000", "user_time: 2026-11-23T08:45:00", "accumulated_rtc_drift: 2 s",
                "next_sequence_number: 7", "base_time_second_fractions: 0.5 s",
            ], wholePrefixes: [8, 10, 12, 14, 16, 18]),
    ]

    @Test("Device Time", arguments: times)
    func deviceTime(vector: Vector) throws { try vector.check() }

    @Test(
        "The clock is the time that the user set, else local time; with a time fault there is none",
        arguments: [
            ("7CAB9632 04 (+1 h) 00 1200", "2026-11-23T08:45:00"), ("7CAB9632 EC (-5 h) 04 (summer) 1000", "2026-11-23T03:45:00"),
            ("7C6DAEEE 80 (not known) FF (not known) 0000 (since 1900)", "2026-11-23T07:45:00"),
            ("7CAB9632 04 00 1200 8CB99632 (user) 0200 0700 0080", "2026-11-23T08:45:00"),
            ("7CAB9632 00 00 1200 0CB09632 (user) 0200 0700 0080", "2026-11-23T08:04:28"),
            ("FFFFFFFF 38 (+14 h) 08 1000", "2136-02-07T22:28:15"),
            ("00000000 D0 (-12 h) 00 0000", "1899-12-31T12:00:00"), ("7CAB9632 04 00 1300 (fault)", nil),
            ("7CAB9632 04 00 0100 (fault) 8CB99632 0200 0700 0080", nil),
        ])
    func clock(hex: String, shown: String?) throws {
        let value = try CharacteristicDescription(uuid: .deviceTime)?.decode(Vector.bytes(hex))
        #expect(value?.clock?.description == shown)
    }

    @Test("With the features, every optional field of the time has its name")
    func namedTime() throws {
        func last(_ hex: String, _ features: UInt16) throws -> String? {
            try DeviceTime(decoding: Vector.bytes("7CAB963204001200" + hex).span, features: DeviceTimeFeature(features: features)).fields
                .last?.description
        }
        #expect(try last("", 0) == "device_time_status: UTC aligned, epoch year 2000")
        #expect(try last("0080", 1 << 2) == "base_time_second_fractions: 0.5 s")
        #expect(try last("00000000", 1 << 6) == "user_time: 2000-01-01T00:00:00")
        #expect(try last("0300", 1 << 8) == "accumulated_rtc_drift: 3 s")
        #expect(try last("0300", 1 << 1) == "next_sequence_number: 3")
        #expect(try last("00000000 0100 0200 0040", 1 << 1 | 1 << 2 | 1 << 6 | 1 << 8) == "base_time_second_fractions: 0.25 s")
        #expect(throws: DecodingError.trailing(at: 8, has: 2)) { try last("0300", 0) }
        #expect(throws: DecodingError.self) { try last("", 1) }
    }
}
