// Frames of Polar Measurement Data, built from the tables of its specification.

import Testing

enum PolarDataVectors {
    private static let uuid = "FB005C82-02E7-F387-1CAD-8ACD2D8DF0C8"
    /// 599618164814402794 ns: 2019-01-01T00:36:04.
    private static let time = "EA54A2428B455208 (time of the last sample)"
    private static let timeField = "timestamp: 599618164814402794 ns"

    static let all: [Vector] = raw + compressed + floats + intervals + unknown

    static let raw: [Vector] = [
        Vector(
            uuid, "00 (ECG) \(time) 00 (raw, type 0) FFFF7F 000080 FFFFFF 000000",
            [
                "measurement_type: ECG", timeField, "frame_type: 0", "compressed: no", "sample_count: 4",
                "ecg: 8388607, -8388608, -1, 0 uV",
            ], readings: [8_388_607, -8_388_608, -1, 0].map { "electrocardiogram \($0)" }, wholePrefixes: [13, 16, 19]),
        Vector(
            uuid, "02 (acceleration) \(time) 00 (raw, 8 bits) 80 00 7F",
            [
                "measurement_type: acceleration", timeField, "frame_type: 0", "compressed: no", "sample_count: 1", "x: -128 m[g]",
                "y: 0 m[g]", "z: 127 m[g]",
            ], readings: []),
        Vector(
            uuid, "02 (acceleration) 0000000000000000 01 (raw, 16 bits) 0080 0100 FF7F  FFFF E803 18FC",
            [
                "measurement_type: acceleration", "timestamp: 0 ns", "frame_type: 1", "compressed: no", "sample_count: 2",
                "x: -32768, -1 m[g]", "y: 1, 1000 m[g]", "z: 32767, -1000 m[g]",
            ], readings: [], wholePrefixes: [16]),
        Vector(
            uuid, "02 (acceleration) FFFFFFFFFFFFFFFF 02 (raw, 24 bits) 000080 010000 FFFF7F",
            [
                "measurement_type: acceleration", "timestamp: 9223372036854775807 ns", "frame_type: 2", "compressed: no", "sample_count: 1",
                "x: -8388608 m[g]", "y: 1 m[g]", "z: 8388607 m[g]",
            ], readings: []),
        Vector(
            uuid, "01 (PPG) \(time) 00 (raw, type 0) 010000 FFFFFF FFFF7F 000080",
            [
                "measurement_type: PPG", timeField, "frame_type: 0", "compressed: no", "sample_count: 1", "ppg0: 1", "ppg1: -1",
                "ppg2: 8388607", "ambient0: -8388608",
            ], readings: []),
    ]

    static let compressed: [Vector] = [
        // The reference sample of the specification's example; then deltas of three bits, which cross bytes: (1, -1, 3), (-4, 0, 2) are
        // 001 111 011 100 000 010 from the lowest bit on; then bytes.
        Vector(
            uuid, "02 (acceleration) \(time) 80 (deltas, type 0) D0FF 6501 E40F  03 (bits) 02 (samples) F90801  08 01 10 80 7F",
            [
                "measurement_type: acceleration", timeField, "frame_type: 0", "compressed: yes", "sample_count: 4", "x: -48, -47, -51, -35",
                "y: 357, 356, 356, 228", "z: 4068, 4071, 4073, 4200", "unit_after_factor: [g]",
            ], readings: [], wholePrefixes: [16, 21]),
        // A block without samples, one of deltas without bits, and sums that leave 16 bits.
        Vector(
            uuid, "02 (acceleration) \(time) 81 (deltas, type 1) FF7F 0080 0000  10 00  00 02  10 01 FF7F 0080 0100",
            [
                "measurement_type: acceleration", timeField, "frame_type: 1", "compressed: yes", "sample_count: 4",
                "x: 32767, 32767, 32767, 65534", "y: -32768, -32768, -32768, -65536", "z: 0, 0, 0, 1", "unit_after_factor: m[g]",
            ], readings: [], wholePrefixes: [16, 18, 20]),
        Vector(
            uuid, "05 (gyroscope) \(time) 80 (deltas, type 0) 0100 FEFF 0300  01 (bit) 01 07",
            [
                "measurement_type: gyroscope", timeField, "frame_type: 0", "compressed: yes", "sample_count: 2", "x: 1, 0", "y: -2, -3",
                "z: 3, 2", "unit_after_factor: deg/s",
            ], readings: [], wholePrefixes: [16]),
        Vector(
            uuid, "06 (magnetometer) \(time) 80 (deltas, type 0) 0100 FEFF 0300",
            [
                "measurement_type: magnetometer", timeField, "frame_type: 0", "compressed: yes", "sample_count: 1", "x: 1", "y: -2", "z: 3",
                "unit_after_factor: G",
            ], readings: []),
        Vector(
            uuid, "06 (magnetometer) \(time) 81 (deltas, type 1) 0100 FEFF 0300 0300 (good)",
            [
                "measurement_type: magnetometer", timeField, "frame_type: 1", "compressed: yes", "sample_count: 1", "x: 1", "y: -2", "z: 3",
                "calibration_status: 3", "unit_after_factor: mG",
            ], readings: []),
        Vector(
            uuid, "01 (PPG) \(time) 80 (deltas, type 0) 000080 FFFF7F 000000 010000  0C (bits) 01 (sample) FFF7FF 0180FF",
            [
                "measurement_type: PPG", timeField, "frame_type: 0", "compressed: yes", "sample_count: 2", "ppg0: -8388608, -8386561",
                "ppg1: 8388607, 8388606", "ppg2: 0, 1", "ambient0: 1, -7",
            ], readings: [], wholePrefixes: [22]),
        Vector(
            uuid,
            "01 (PPG) \(time) 87 (deltas, type 7) " + (1...17).map { "\($0 < 16 ? "0" : "")" + String($0, radix: 16) + "0000" }.joined(),
            ["measurement_type: PPG", timeField, "frame_type: 7", "compressed: yes", "sample_count: 1"]
                + (0..<16).map { "ppg\($0): \($0 + 1)" } + ["status: 17"], readings: []),
        Vector(
            uuid, "01 (PPG) \(time) 8A (deltas, type 10) " + String(repeating: "FFFFFF", count: 20) + "010000",
            ["measurement_type: PPG", timeField, "frame_type: 10", "compressed: yes", "sample_count: 1"]
                + (0..<8).map { "green\($0): -1" } + (0..<6).map { "red\($0): -1" } + (0..<6).map { "infrared\($0): -1" } + ["status: 1"],
            readings: []),
    ]

    static let floats: [Vector] = [
        Vector(
            uuid, "07 (skin temperature) \(time) 00 (raw) 66661242 (36.6) 0000C07F (NaN)",
            [
                "measurement_type: skin temperature", timeField, "frame_type: 0", "compressed: no", "sample_count: 2",
                "skin_temperature: 36.6, nan Cel",
            ], readings: [], wholePrefixes: [14]),
        // 1.5 is 0x3FC00000; deltas are of the bits: 0x00800000 more is 3, 0x80000000 more of that is -3.
        Vector(
            uuid, "07 (skin temperature) \(time) 80 (deltas) 0000C03F  20 (bits) 02 (samples) 00008000 00000080",
            [
                "measurement_type: skin temperature", timeField, "frame_type: 0", "compressed: yes", "sample_count: 3",
                "skin_temperature: 1.5, 3, -3 Cel",
            ], readings: [], wholePrefixes: [14]),
        Vector(
            uuid, "0C (temperature) \(time) 00 (raw) 000020C1 (-10)",
            [
                "measurement_type: temperature", timeField, "frame_type: 0", "compressed: no", "sample_count: 1", "temperature: -10 Cel",
            ], readings: []),
        Vector(
            uuid, "0B (pressure) \(time) 80 (deltas) 0000803F (1)",
            ["measurement_type: pressure", timeField, "frame_type: 0", "compressed: yes", "sample_count: 1", "pressure: 1"], readings: []),
        Vector(
            uuid, "05 (gyroscope) \(time) 81 (deltas, type 1) 0000C03F 0000C0BF 00000000",
            [
                "measurement_type: gyroscope", timeField, "frame_type: 1", "compressed: yes", "sample_count: 1", "x: 1.5", "y: -1.5",
                "z: 0",
                "unit_after_factor: deg/s",
            ], readings: []),
    ]

    static let intervals: [Vector] = [
        Vector(
            uuid,
            """
            03 (PP interval) 0000000000000000 00 (raw) 00 (no rate) 2003 (800 ms) 0A00 (10 ms) 00
            48 (72) E803 (1000 ms) 0000 06 (contact)  48 FFFF FFFF 05 (error, no contact)  00 0000 0000 F8 (reserved)
            """,
            [
                "measurement_type: PP interval", "timestamp: 0 ns", "frame_type: 0", "compressed: no",
                "pp_intervals: 800, 1000, 65535, 0 ms", "error_estimates: 10, 0, 65535, 0 ms", "heart_rates: 0, 72, 72, 0 /min",
                "valid: yes, yes, no, yes", "contact: unsupported, detected, none, unsupported", "reserved_flags: unknown (0xf8)",
            ],
            readings: [
                "rr_interval 800", "rr_interval_error 10", "rr_interval 1000", "rr_interval_error 0", "rr_interval 65535",
                "rr_interval_error 65535",
            ], wholePrefixes: [16, 22, 28]),
        Vector(
            uuid, "03 (PP interval) 0000000000000000 00 (raw) 00 2003 0A00 04 (no contact)",
            [
                "measurement_type: PP interval", "timestamp: 0 ns", "frame_type: 0", "compressed: no", "pp_intervals: 800 ms",
                "error_estimates: 10 ms", "heart_rates: 0 /min", "valid: yes", "contact: none",
            ], readings: ["skin_contact 0", "rr_interval 800", "rr_interval_error 10"]),
    ]

    static let unknown: [Vector] = [
        Vector(
            uuid, "00 (ECG) \(time) 01 (raw, type 1) 010203",
            ["measurement_type: ECG", timeField, "frame_type: 1", "compressed: no", "samples: 01 02 03"], readings: [],
            wholePrefixes: [10, 11, 12]),
        Vector(
            uuid, "C0 (ECG, reserved bits) 0000000000000000 80 (deltas, reserved)",
            [
                "measurement_type: ECG", "timestamp: 0 ns", "frame_type: 0", "compressed: yes", "samples: none",
                "reserved_bits: unknown (0xc0)",
            ], readings: []),
        Vector(
            uuid, "04 (reserved) 0000000000000000 7F 0102",
            ["measurement_type: unknown (0x4)", "timestamp: 0 ns", "frame_type: 127", "compressed: no", "samples: 01 02"], readings: [],
            wholePrefixes: [10, 11]),
    ]
}
