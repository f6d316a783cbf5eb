// Values built from the tables "Enhanced Blood Pressure Measurement", "Enhanced Intermediate Cuff Pressure" and "Blood Pressure Record" of
// the GATT Specification Supplement.

import Testing

enum EnhancedBloodPressureVectors {
    static let pressures = BloodPressureVectors.pressures
    static let pressureReadings = BloodPressureVectors.pressureReadings

    static let measurements: [Vector] = [
        Vector("2B34", "00 7800 5000 5D00", pressures, readings: pressureReadings),
        Vector(
            "2B34", "01 (kPa) A0F0 FF07 (NaN) FF07",
            ["systolic: 16.0 kPa", "diastolic: NaN kPa", "mean_arterial_pressure: NaN kPa"],
            readings: ["systolic_pressure 120.0102008670737"]),
        Vector(
            "2B34", "02 (time stamp from 1900) 7800 5000 5D00 866DAEEE (4004408710 s)", pressures + ["time_stamp: 2026-11-23T07:45:10"],
            readings: pressureReadings),
        Vector(
            "2B34", "42 (time stamp from 2000) 7800 5000 5D00 86AB9632 (848735110 s)", pressures + ["time_stamp: 2026-11-23T07:45:10"],
            readings: pressureReadings),
        Vector("2B34", "02 7800 5000 5D00 00000000", pressures + ["time_stamp: 1900-01-01T00:00:00"], readings: pressureReadings),
        Vector("2B34", "42 7800 5000 5D00 00000000", pressures + ["time_stamp: 2000-01-01T00:00:00"], readings: pressureReadings),
        Vector("2B34", "02 7800 5000 5D00 FFFFFFFF", pressures + ["time_stamp: 2036-02-07T06:28:15"], readings: pressureReadings),
        Vector("2B34", "42 7800 5000 5D00 FFFFFFFF", pressures + ["time_stamp: 2136-02-07T06:28:15"], readings: pressureReadings),
        Vector(
            "2B34", "42 7800 5000 5D00 FFD6732D (leap day)", pressures + ["time_stamp: 2024-02-29T23:59:59"], readings: pressureReadings),
        Vector(
            "2B34", "02 7800 5000 5D00 808A65BC (leap day)", pressures + ["time_stamp: 2000-02-29T00:00:00"], readings: pressureReadings),
        Vector(
            "2B34", "42 7800 5000 5D00 00DC66BC (after none)", pressures + ["time_stamp: 2100-03-01T00:00:00"], readings: pressureReadings),
        Vector("2B34", "04 7800 5000 5D00 4800", pressures + ["pulse_rate: 72 /min"], readings: pressureReadings + ["pulse_rate 72"]),
        Vector("2B34", "08 7800 5000 5D00 07", pressures + ["user_id: 7"], readings: pressureReadings),
        Vector(
            "2B34", "10 7800 5000 5D00 0100",
            pressures + ["measurement_status: body movement detected", "pulse_rate_range: within the range"], readings: pressureReadings),
        Vector(
            "2B34", "60 (user facing time from 2000) 7800 5000 5D00 FFD6732D", pressures + ["user_facing_time: 2024-02-29T23:59:59"],
            readings: pressureReadings),
        Vector(
            "2B34", "7E (all) 7800 5000 5D00 FFD6732D 4800 FF 0000 86AB9632",
            pressures + [
                "time_stamp: 2024-02-29T23:59:59", "pulse_rate: 72 /min", "user_id: unknown user", "measurement_status: none",
                "pulse_rate_range: within the range", "user_facing_time: 2026-11-23T07:45:10",
            ], readings: pressureReadings + ["pulse_rate 72"]),
        Vector(
            "2B34", "80 (reserved) 7800 5000 5D00 AA", pressures + ["reserved_flags: unknown (0x80)", "unknown: aa"],
            readings: pressureReadings, wholePrefixes: [7]),
    ]

    static let cuff: [Vector] = [
        Vector("2B35", "00 9600", ["intermediate_cuff_pressure: 150 mm[Hg]"], readings: ["cuff_pressure 150"]),
        Vector("2B35", "01 A0F0", ["intermediate_cuff_pressure: 16.0 kPa"], readings: ["cuff_pressure 120.0102008670737"]),
        Vector("2B35", "00 0008", ["intermediate_cuff_pressure: NRes mm[Hg]"], readings: []),
        Vector(
            "2B35", "7E 9600 FFD6732D 4800 02 2000 86AB9632",
            [
                "intermediate_cuff_pressure: 150 mm[Hg]", "time_stamp: 2024-02-29T23:59:59", "pulse_rate: 72 /min", "user_id: 2",
                "measurement_status: improper measurement position", "pulse_rate_range: within the range",
                "user_facing_time: 2026-11-23T07:45:10",
            ], readings: ["cuff_pressure 150", "pulse_rate 72"]),
        Vector(
            "2B35", "80 9600", ["intermediate_cuff_pressure: 150 mm[Hg]", "reserved_flags: unknown (0x80)"], readings: ["cuff_pressure 150"]
        ),
    ]

    static let records: [Vector] = [
        Vector(
            "2B36", "03 (first, last, 0) 0500 (sequence) 342B (UUID) 00 7800 5000 5D00",
            [
                "segmentation_header: first segment, last segment", "rolling_segment_counter: 0", "sequence_number: 5",
                "uuid: 2b34 (Enhanced Blood Pressure Measurement)",
            ] + pressures, readings: pressureReadings),
        Vector(
            "2B36", "03 0500 342B 00 7800 5000 5D00 1F67 (E2E-CRC)",
            [
                "segmentation_header: first segment, last segment", "rolling_segment_counter: 0", "sequence_number: 5",
                "uuid: 2b34 (Enhanced Blood Pressure Measurement)",
            ] + pressures + ["e2e_crc: 26399"], readings: pressureReadings, wholePrefixes: [12]),
        Vector(
            "2B36", "01 (first, 0) 0700 342B 04 7800 50",
            [
                "segmentation_header: first segment", "rolling_segment_counter: 0", "sequence_number: 7",
                "uuid: 2b34 (Enhanced Blood Pressure Measurement)", "recorded_characteristic: 04 78 00 50",
            ], readings: [], wholePrefixes: [5, 6, 7, 8]),
        Vector(
            "2B36", "FE (last, 63) FFFF 352B",
            [
                "segmentation_header: last segment", "rolling_segment_counter: 63", "sequence_number: 65535",
                "uuid: 2b35 (Enhanced Intermediate Cuff Pressure)", "recorded_characteristic: none",
            ], readings: []),
        Vector(
            "2B36", "03 0000 0100 (no characteristic) 1234",
            [
                "segmentation_header: first segment, last segment", "rolling_segment_counter: 0", "sequence_number: 0", "uuid: 0001",
                "recorded_characteristic: 12 34",
            ], readings: [], wholePrefixes: [5, 6]),
        Vector(
            "2B36", "03 0000 362B (a record in a record) 03",
            [
                "segmentation_header: first segment, last segment", "rolling_segment_counter: 0", "sequence_number: 0", "uuid: 2b36",
                "recorded_characteristic: 03",
            ], readings: [], wholePrefixes: [5]),
    ]
}
