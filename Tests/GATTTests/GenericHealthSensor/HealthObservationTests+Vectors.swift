// Optional fields and units of health observations.

import Testing

extension HealthObservationTests {
    /// A numeric observation without optional fields ends so: percent, 98.
    private static let tail = ["unit_code: 544", "value: 98 %"]

    private static func numeric(_ fields: [String], _ hex: String, readings: [String] = []) -> Vector {
        let value = hex + "2002 62000000"
        // Class, then as many bytes as follow.
        let length = Vector.bytes(value).count
        return Vector(
            "2B8B", "03 01 " + String(length, radix: 16).leftPadded + "00 " + value,
            head + ["observation_class: numeric"] + fields, readings: readings)
    }

    static let optionals = [
        numeric(tail, "0000"),
        numeric(["observation_type: 150456"] + tail, "0100 B84B0200", readings: ["oxygen_saturation 98"]),
        numeric(
            [
                "time_stamp_kind: UTC", "time_stamp: 2026-11-23T07:45:00.125", "time_stamp_timeline: not current",
                "time_sync_source: network time protocol", "tz_dst_offset: 60 min",
            ] + tail, "0200 1A (UTC, ms, offset) DDDC8D9CC500 01 04"),
        numeric(
            [
                "time_stamp_kind: local time", "time_stamp: 2026-11-23T07:45:00.5", "time_stamp_timeline: current",
                "time_sync_source: unknown (0x8)", "tz_dst_offset: -570 min",
            ] + tail, "0200 34 (0.1 s, offset, current) DDB2E2F90100 08 DA (-38)"),
        numeric(
            [
                "time_stamp_kind: local time", "time_stamp: 2026-11-23T07:45:00.0001", "time_stamp_timeline: not current",
                "time_sync_source: not synchronized", "time_stamp_reserved_flags: unknown (0xc0)",
            ] + tail, "0200 CC (0.1 ms, reserved) C19B8A1DB807 07 00"),
        numeric(
            [
                "time_stamp_kind: local time", "time_stamp: 2000-02-29T23:59:59", "time_stamp_timeline: not current",
                "time_sync_source: GPS",
            ] + tail, "0200 00 FF194F000000 02 00"),
        numeric(
            [
                "time_stamp_kind: local time", "time_stamp: 281474976710655 s", "time_stamp_timeline: not current",
                "time_sync_source: manual",
            ] + tail, "0200 00 FFFFFFFFFFFF 04 00"),
        numeric(["time_stamp_kind: tick counter", "time_stamp: 0.5 s"] + tail, "0200 05 (ticks of 0.1 s) 050000000000 00 00"),
        numeric(["measurement_duration: 0.5 s"] + tail, "0400 050000FF"),
        numeric(["measurement_duration: NRes s"] + tail, "0400 00008000"),
        numeric(["measurement_status: none"] + tail, "0800 0000"),
        numeric(
            [
                "measurement_status: invalid, questionable, not available, calibrating, test data, early estimate, manually entered, "
                    + "setting, threshold error, thresholding disabled",
                "unknown_measurement_status: unknown (0x3f00)",
            ] + tail, "0800 FFFF"),
        numeric(["observation_id: 123456"] + tail, "1000 40E20100"),
        numeric(["patient: 255"] + tail, "2000 FF"),
        numeric(["supplemental_information: 150588, 1"] + tail, "4000 02 3C4C0200 01000000"),
        numeric(["derived_from: 123456"] + tail, "8000 01 40E20100"),
        numeric(["is_member_of: 7, 4294967295"] + tail, "0001 02 07000000 FFFFFFFF"),
        numeric(
            ["attribute_1_type: 9", "attribute_1_format: 1", "attribute_1_value: true"] + tail, "0002 01 09000000 0100 01 01"),
        numeric(
            [
                "observation_type: 150456", "time_stamp_kind: local time", "time_stamp: 2000-01-01T00:00:00",
                "time_stamp_timeline: not current", "time_sync_source: unknown", "measurement_duration: 1 s",
                "measurement_status: questionable", "observation_id: 1", "patient: 2", "supplemental_information: 3",
                "derived_from: 4", "is_member_of: 5", "attribute_1_type: 6", "attribute_1_format: 12", "attribute_1_value: -1",
            ] + tail,
            "FF03 B84B0200 00 000000000000 00 00 01000000 0200 01000000 02 01 03000000 01 04000000 01 05000000 01 06000000 0100 0C FF",
            readings: ["oxygen_saturation 98"]),
        // Invalid, not available, test data and settings are no measurements.
        numeric(["observation_type: 150456", "measurement_status: invalid"] + tail, "0900 B84B0200 0100"),
        numeric(["observation_type: 150456", "measurement_status: not available"] + tail, "0900 B84B0200 0400"),
        numeric(["observation_type: 150456", "measurement_status: test data"] + tail, "0900 B84B0200 1000"),
        numeric(["observation_type: 150456", "measurement_status: setting"] + tail, "0900 B84B0200 8000"),
        Vector(
            "2B8B", "03 01 0C00 0104 (a reserved flag) B84B0200 AABBCCDDEEFF",
            head + [
                "observation_class: numeric", "observation_type: 150456", "unknown: aa bb cc dd ee ff", "reserved_flags: unknown (0x400)",
            ], readings: []),
    ]

    private static func measured(_ type: String, _ unit: String, _ float: String, _ fields: [String], _ readings: [String]) -> Vector {
        Vector(
            "2B8B", "03 01 0C00 0100 \(type) \(unit) \(float)", head + ["observation_class: numeric"] + fields, readings: readings)
    }

    static let units = [
        measured(
            "054A0200", "030F (kPa)", "A00000FF (16.0)", ["observation_type: 150021", "unit_code: 3843", "value: 16.0 kPa"],
            ["systolic_pressure 120.01020086707369"]),
        measured(
            "40E10200", "E006 (lb)", "E10500FF (150.5)", ["observation_type: 188736", "unit_code: 1760", "value: 150.5 [lb_av]"],
            ["body_weight 68.265651685"]),
        measured(
            "40E10200", "C006 (g)", "44130100 (70468)", ["observation_type: 188736", "unit_code: 1728", "value: 70468 g"],
            ["body_weight 70.468"]),
        measured(
            "44E10200", "1105 (cm)", "B6000000 (182)", ["observation_type: 188740", "unit_code: 1297", "value: 182 cm"],
            ["body_height 1.82"]),
        measured(
            "5C4B0200", "4011 (°F)", "DA0300FF (98.6)", ["observation_type: 150364", "unit_code: 4416", "value: 98.6 [degF]"],
            ["body_temperature 37"]),
        measured(
            "0A500200", "E00A (breaths/min)", "10000000", ["observation_type: 151562", "unit_code: 2784", "value: 16 /min"],
            ["respiratory_rate 16"]),
        measured(
            "2A480200", "A00A (beats/min)", "48000000", ["observation_type: 149546", "unit_code: 2720", "value: 72 /min"],
            ["pulse_rate 72"]),
        // A unit of another kind, an unknown unit, an unknown type, and every special number: no reading.
        measured("40E10200", "2002 (%)", "48000000", ["observation_type: 188736", "unit_code: 544", "value: 72 %"], []),
        measured("40E10200", "FFFF", "48000000", ["observation_type: 188736", "unit_code: 65535", "value: 72"], []),
        measured("01000000", "2002", "48000000", ["observation_type: 1", "unit_code: 544", "value: 72 %"], []),
        measured("B84B0200", "2002", "FFFF7F00", ["observation_type: 150456", "unit_code: 544", "value: NaN %"], []),
        measured("B84B0200", "2002", "00008000", ["observation_type: 150456", "unit_code: 544", "value: NRes %"], []),
        measured("B84B0200", "2002", "FEFF7F00", ["observation_type: 150456", "unit_code: 544", "value: +INFINITY %"], []),
        measured("B84B0200", "2002", "02008000", ["observation_type: 150456", "unit_code: 544", "value: -INFINITY %"], []),
        measured("B84B0200", "2002", "01008000", ["observation_type: 150456", "unit_code: 544", "value: reserved %"], []),
    ]
}

extension String {
    fileprivate var leftPadded: String { count < 2 ? "0" + self : self }
}
