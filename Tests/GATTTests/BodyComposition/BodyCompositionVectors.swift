// Values of analyzers, built from the tables "Body Composition Measurement" and "Body Composition Feature" of the GATT Specification
// Supplement.

import Testing

enum BodyCompositionVectors {
    static let fat = ["body_fat_percentage: 18.7 %"]
    static let fatReading = ["body_fat_percentage 18.7"]

    /// Each optional quantity alone.
    static let alone: [Vector] = [
        Vector("2A9C", "0000 (SI) BB00 (187 · 0.1)", fat, readings: fatReading),
        Vector("2A9C", "0000 0000", ["body_fat_percentage: 0.0 %"], readings: ["body_fat_percentage 0"]),
        Vector("2A9C", "0000 FEFF (largest)", ["body_fat_percentage: 6553.4 %"], readings: ["body_fat_percentage 6553.4"]),
        Vector("2A9C", "0000 FFFF", ["body_fat_percentage: measurement unsuccessful %"], readings: []),
        Vector("2A9C", "0200 BB00 EA07 0B 17 07 2D 0A", fat + ["time_stamp: 2026-11-23T07:45:10"], readings: fatReading),
        Vector("2A9C", "0200 BB00 0000 00 00 00 00 00", fat + ["time_stamp: ????-??-??T00:00:00"], readings: fatReading),
        Vector("2A9C", "0400 BB00 03", fat + ["user_id: 3"], readings: fatReading),
        Vector("2A9C", "0400 BB00 FF", fat + ["user_id: unknown user"], readings: fatReading),
        Vector("2A9C", "0800 BB00 8418 (6276)", fat + ["basal_metabolism: 6276 kJ"], readings: fatReading + ["basal_metabolism 6276"]),
        Vector(
            "2A9C", "1000 BB00 9C01 (412 · 0.1)", fat + ["muscle_percentage: 41.2 %"], readings: fatReading + ["muscle_percentage 41.2"]),
        Vector("2A9C", "2000 BB00 9E20 (8350 · 0.005)", fat + ["muscle_mass: 41.750 kg"], readings: fatReading + ["muscle_mass 41.75"]),
        Vector("2A9C", "4000 BB00 9C2C (11420 · 0.005)", fat + ["fat_free_mass: 57.100 kg"], readings: fatReading + ["fat_free_mass 57.1"]),
        Vector(
            "2A9C", "8000 BB00 5D2A (10845 · 0.005)", fat + ["soft_lean_mass: 54.225 kg"], readings: fatReading + ["soft_lean_mass 54.225"]),
        Vector(
            "2A9C", "0001 BB00 9E20 (8350 · 0.005)", fat + ["body_water_mass: 41.750 kg"], readings: fatReading + ["body_water_mass 41.75"]),
        Vector("2A9C", "0002 BB00 0314 (5123 · 0.1)", fat + ["impedance: 512.3 Ohm"], readings: fatReading + ["body_impedance 512.3"]),
        Vector("2A9C", "0004 BB00 E236 (14050 · 0.005)", fat + ["weight: 70.250 kg"], readings: fatReading + ["body_weight 70.25"]),
        Vector("2A9C", "0008 BB00 F406 (1780 · 0.001)", fat + ["height: 1.780 m"], readings: fatReading + ["body_height 1.78"]),
        Vector("2A9C", "0010 BB00 (one of two)", fat + ["multiple_packet_measurement: yes"], readings: fatReading),
    ]

    static let together: [Vector] = [
        Vector(
            "2A9C", "FE0F (all) BB00 EA07 0B 17 07 2D 0A 03 8418 9C01 9E20 9C2C 5D2A 9E20 0314 E236 F406",
            fat + [
                "time_stamp: 2026-11-23T07:45:10", "user_id: 3", "basal_metabolism: 6276 kJ", "muscle_percentage: 41.2 %",
                "muscle_mass: 41.750 kg", "fat_free_mass: 57.100 kg", "soft_lean_mass: 54.225 kg", "body_water_mass: 41.750 kg",
                "impedance: 512.3 Ohm", "weight: 70.250 kg", "height: 1.780 m",
            ],
            readings: fatReading + [
                "basal_metabolism 6276", "muscle_percentage 41.2", "muscle_mass 41.75", "fat_free_mass 57.1", "soft_lean_mass 54.225",
                "body_water_mass 41.75", "body_impedance 512.3", "body_weight 70.25", "body_height 1.78",
            ]),
        Vector(
            "2A9C", "E10D (imperial) BB00 F82A (11000 · 0.01) E02E (12000 · 0.01) E02E E02E 7F3C BD02 (701 · 0.1)",
            fat + [
                "muscle_mass: 110.00 [lb_av]", "fat_free_mass: 120.00 [lb_av]", "soft_lean_mass: 120.00 [lb_av]",
                "body_water_mass: 120.00 [lb_av]", "weight: 154.87 [lb_av]", "height: 70.1 [in_i]",
            ],
            readings: fatReading + [
                "muscle_mass 49.8951607", "fat_free_mass 54.4310844", "soft_lean_mass 54.4310844", "body_water_mass 54.4310844",
                "body_weight 70.2478503419", "body_height 1.78054",
            ]),
        Vector(
            "2A9C", "0004 FFFF E236", ["body_fat_percentage: measurement unsuccessful %", "weight: 70.250 kg"],
            readings: ["body_weight 70.25"]),
        Vector("2A9C", "00E0 (all reserved) BB00", fat + ["reserved_flags: unknown (0xe000)"], readings: fatReading),
        Vector(
            "2A9C", "0024 (weight, bit 13) BB00 E236 BEEF (of bit 13)",
            fat + ["weight: 70.250 kg", "reserved_flags: unknown (0x2000)", "unknown: be ef"], readings: fatReading + ["body_weight 70.25"],
            wholePrefixes: [6, 7]),
    ]

    static let features: [Vector] = [
        Vector(
            "2A9B", "00000000",
            [
                "body_composition_feature: none", "weight_measurement_resolution: not specified",
                "height_measurement_resolution: not specified",
            ], readings: []),
        Vector(
            "2A9B", "FFBF0100 (all; 7, 3)",
            [
                "body_composition_feature: time stamp, multiple users, basal metabolism, muscle percentage, muscle mass, fat free mass, "
                    + "soft lean mass, body water mass, impedance, weight, height",
                "weight_measurement_resolution: 0.005 kg or 0.01 lb", "height_measurement_resolution: 0.001 m or 0.1 in",
            ], readings: []),
        Vector(
            "2A9B", "0140FCFF (time stamp; 8, 0; reserved)",
            [
                "body_composition_feature: time stamp", "weight_measurement_resolution: unknown (0x8)",
                "height_measurement_resolution: not specified", "unknown_body_composition_feature: unknown (0xfffc0000)",
            ], readings: []),
        Vector(
            "2A9B", "00080200 (1, 4)",
            [
                "body_composition_feature: none", "weight_measurement_resolution: 0.5 kg or 1 lb",
                "height_measurement_resolution: unknown (0x4)",
            ], readings: []),
    ]
}
