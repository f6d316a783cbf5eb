// Vectors, built from the tables of the specification: Rower.

import Testing

extension FitnessMachineDataTests {
    static let rower = [
        Vector(
            "2AD1", "0000 31 (24.5) E803 (1000)", ["stroke_rate: 24.5 /min", "stroke_count: 1000"],
            readings: ["stroke_rate 24.5", "session_strokes 1000"]),
        Vector("2AD1", "0100 (more data: neither rate nor count)", ["more_data: true"], readings: []),
        Vector("2AD1", "0300 FF", ["more_data: true", "average_stroke_rate: 127.5 /min"], readings: []),
        Vector("2AD1", "0500 D00700", ["more_data: true", "total_distance: 2000 m"], readings: ["session_distance 2000"]),
        Vector("2AD1", "0900 7D00 (125 s for 500 m)", ["more_data: true", "instantaneous_pace: 125 s/(500.m)"], readings: ["speed 4"]),
        Vector("2AD1", "0900 0000 (nobody rows)", ["more_data: true", "instantaneous_pace: 0 s/(500.m)"], readings: []),
        Vector("2AD1", "1100 8200", ["more_data: true", "average_pace: 130 s/(500.m)"], readings: []),
        Vector("2AD1", "2100 C800", ["more_data: true", "instantaneous_power: 200 W"], readings: ["power 200"]),
        Vector("2AD1", "4100 0080", ["more_data: true", "average_power: -32768 W"], readings: []),
        Vector("2AD1", "8100 0400", ["more_data: true", "resistance_level: 4"], readings: ["resistance_level 4"], wholePrefixes: [3]),
        Vector("2AD1", "8100 04 (an octet of tens)", ["more_data: true", "resistance_level: 40"], readings: ["resistance_level 40"]),
        Vector(
            "2AD1", "0101 0A00 6400 01",
            ["more_data: true", "total_energy: 10 kcal", "energy_per_hour: 100 kcal/h", "energy_per_minute: 1 kcal/min"],
            readings: ["energy_expended 41.84", "energy_per_hour 418.4", "energy_per_minute 4.184"]),
        Vector("2AD1", "0102 9B", ["more_data: true", "heart_rate: 155 /min"], readings: ["heart_rate 155"]),
        Vector("2AD1", "0104 64", ["more_data: true", "metabolic_equivalent: 10.0 [MET]"], readings: ["metabolic_equivalent 10"]),
        Vector("2AD1", "0108 5802", ["more_data: true", "elapsed_time: 600 s"], readings: ["session_elapsed 600"]),
        Vector("2AD1", "0110 0000", ["more_data: true", "remaining_time: 0 s"], readings: ["session_remaining 0"]),
        Vector("2AD1", "01E0 (reserved)", ["more_data: true", "reserved_flags: unknown (0xe000)"], readings: []),
        Vector(
            "2AD1", "FE1F (all) 28 0500 26 D00700 7D00 8200 C800 B400 0400 0A00 6400 01 9B 64 5802 2C01",
            [
                "stroke_rate: 20.0 /min", "stroke_count: 5", "average_stroke_rate: 19.0 /min", "total_distance: 2000 m",
                "instantaneous_pace: 125 s/(500.m)", "average_pace: 130 s/(500.m)", "instantaneous_power: 200 W", "average_power: 180 W",
                "resistance_level: 4", "total_energy: 10 kcal", "energy_per_hour: 100 kcal/h", "energy_per_minute: 1 kcal/min",
                "heart_rate: 155 /min", "metabolic_equivalent: 10.0 [MET]", "elapsed_time: 600 s", "remaining_time: 300 s",
            ],
            readings: [
                "stroke_rate 20", "session_strokes 5", "session_distance 2000", "speed 4", "power 200", "resistance_level 4",
                "energy_expended 41.84", "energy_per_hour 418.4", "energy_per_minute 4.184", "heart_rate 155", "metabolic_equivalent 10",
                "session_elapsed 600", "session_remaining 300",
            ], wholePrefixes: [29]),
    ]
}
