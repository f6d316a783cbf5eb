// Values of both temperature characteristics, built from the table "Temperature Measurement" of the GATT Specification Supplement.

import Testing

enum TemperatureVectors {
    static let measurements: [Vector] = [
        Vector("2A1C", "00 (Celsius) 6C0100FF (364e-1)", ["temperature: 36.4 Cel"], readings: ["body_temperature 36.4"]),
        Vector("2A1C", "00 420E00FE (3650e-2)", ["temperature: 36.50 Cel"], readings: ["body_temperature 36.5"]),
        Vector("2A1C", "00 25000000 (37e0)", ["temperature: 37 Cel"], readings: ["body_temperature 37"]),
        Vector("2A1C", "01 (Fahrenheit) DA0300FF (986e-1)", ["temperature: 98.6 [degF]"], readings: ["body_temperature 37"]),
        Vector("2A1C", "01 20000000 (32e0)", ["temperature: 32 [degF]"], readings: ["body_temperature 0"]),
        Vector("2A1C", "01 D8FFFF00 (0x00FFFFD8: -40e0)", ["temperature: -40 [degF]"], readings: ["body_temperature -40"]),
        Vector("2A1C", "01 01000002 (1e2: 100)", ["temperature: 1e2 [degF]"], readings: ["body_temperature 37.77777777777778"]),
        Vector("2A1C", "00 F6FFFFFF (-10e-1)", ["temperature: -1.0 Cel"], readings: ["body_temperature -1"]),
        Vector("2A1C", "00 FDFF7F00 (largest mantissa 8388605)", ["temperature: 8388605 Cel"], readings: ["body_temperature 8388605"]),
        Vector("2A1C", "00 03008000 (smallest mantissa -8388605)", ["temperature: -8388605 Cel"], readings: ["body_temperature -8388605"]),
        Vector("2A1C", "00 FFFF7F00 (NaN)", ["temperature: NaN Cel"], readings: []),
        Vector("2A1C", "01 FFFF7F00 (NaN)", ["temperature: NaN [degF]"], readings: []),
        Vector("2A1C", "00 00008000 (NRes)", ["temperature: NRes Cel"], readings: []),
        Vector("2A1C", "00 FEFF7F00 (+INFINITY)", ["temperature: +INFINITY Cel"], readings: []),
        Vector("2A1C", "00 02008000 (-INFINITY)", ["temperature: -INFINITY Cel"], readings: []),
        Vector("2A1C", "00 01008000 (reserved)", ["temperature: reserved Cel"], readings: []),
        Vector(
            "2A1C", "02 (time stamp) 6C0100FF EA07 (2026) 0B (November) 17 (23) 07 2D 0A (07:45:10)",
            ["temperature: 36.4 Cel", "time_stamp: 2026-11-23T07:45:10"], readings: ["body_temperature 36.4"]),
        Vector(
            "2A1C", "02 6C0100FF 0000 (year not known) 00 00 00 00 00", ["temperature: 36.4 Cel", "time_stamp: ????-??-??T00:00:00"],
            readings: ["body_temperature 36.4"]),
        Vector(
            "2A1C", "02 6C0100FF FFFF FF FF FF FF FF (no such time)",
            ["temperature: 36.4 Cel", "time_stamp: 65535-255-255T255:255:255"], readings: ["body_temperature 36.4"]),
        Vector(
            "2A1C", "07 (Fahrenheit, time stamp, type) F90300FF (1017e-1) E007 02 1D 17 3B 3B (2016-02-29 23:59:59) 06 (mouth)",
            ["temperature: 101.7 [degF]", "time_stamp: 2016-02-29T23:59:59", "temperature_type: mouth"],
            readings: ["temperature_type 6", "body_temperature 38.72222222222222"]),
        Vector(
            "2A1C", "06 FFFF7F00 (NaN) EA07 01 01 00 00 00 09 (tympanum)",
            ["temperature: NaN Cel", "time_stamp: 2026-01-01T00:00:00", "temperature_type: tympanum (ear drum)"], readings: []),
        Vector(
            "2A1C", "04 6C0100FF 00 (reserved)", ["temperature: 36.4 Cel", "temperature_type: unknown (0x0)"],
            readings: ["body_temperature 36.4"]),
        Vector(
            "2A1C", "04 6C0100FF FF (reserved)", ["temperature: 36.4 Cel", "temperature_type: unknown (0xff)"],
            readings: ["body_temperature 36.4"]),
        Vector(
            "2A1C", "F8 (all reserved) 6C0100FF", ["temperature: 36.4 Cel", "reserved_flags: unknown (0xf8)"],
            readings: ["body_temperature 36.4"]),
        Vector(
            "2A1C", "0C (type, bit 3) 6C0100FF 01 (armpit) BEEF (of bit 3)",
            ["temperature: 36.4 Cel", "temperature_type: armpit", "reserved_flags: unknown (0x8)", "unknown: be ef"],
            readings: ["temperature_type 1", "body_temperature 36.4"], wholePrefixes: [6, 7]),
    ]

    static let types: [Vector] = [
        (1, "armpit"), (2, "body (general)"), (3, "ear (usually earlobe)"), (4, "finger"), (5, "gastrointestinal tract"), (6, "mouth"),
        (7, "rectum"), (8, "toe"), (9, "tympanum (ear drum)"),
    ].map { code, name in Vector("2A1D", "0\(code)", ["temperature_type: \(name)"], readings: ["temperature_type \(code)"]) }

    static let intermediate: [Vector] = [
        Vector(
            "2A1E", "00 5E0100FF (350e-1)", ["intermediate_temperature: 35.0 Cel"], readings: ["intermediate_temperature 35"]),
        Vector(
            "2A1E", "01 B60300FF (950e-1)", ["intermediate_temperature: 95.0 [degF]"], readings: ["intermediate_temperature 35"]),
        Vector("2A1E", "00 FFFF7F00 (NaN)", ["intermediate_temperature: NaN Cel"], readings: []),
        Vector(
            "2A1E", "0E (time stamp, type, bit 3) 5E0100FF EA07 0B 17 07 2D 00 03",
            [
                "intermediate_temperature: 35.0 Cel", "time_stamp: 2026-11-23T07:45:00", "temperature_type: ear (usually earlobe)",
                "reserved_flags: unknown (0x8)",
            ], readings: ["temperature_type 3", "intermediate_temperature 35"]),
    ]
}
