// Vectors, built from the tables of the specification: Climbers.

import Testing

extension FitnessMachineDataTests {
    static let stepClimber = [
        Vector("2ACF", "0000 0300 3C00", ["floors: 3", "step_count: 60"], readings: ["session_floors 3", "session_steps 60"]),
        Vector("2ACF", "0100 (more data)", ["more_data: true"], readings: []),
        Vector("2ACF", "0300 5A00", ["more_data: true", "step_per_minute: 90 /min"], readings: ["step_rate 90"]),
        Vector("2ACF", "0500 5000", ["more_data: true", "average_step_rate: 80 /min"], readings: []),
        Vector("2ACF", "0900 0C00", ["more_data: true", "positive_elevation_gain: 12 m"], readings: ["elevation_gain 12"]),
        Vector(
            "2ACF", "1100 0A00 FFFF FF",
            [
                "more_data: true", "total_energy: 10 kcal", "energy_per_hour: data not available kcal/h",
                "energy_per_minute: data not available kcal/min",
            ], readings: ["energy_expended 41.84"]),
        Vector("2ACF", "2100 64", ["more_data: true", "heart_rate: 100 /min"], readings: ["heart_rate 100"]),
        Vector("2ACF", "4100 1E", ["more_data: true", "metabolic_equivalent: 3.0 [MET]"], readings: ["metabolic_equivalent 3"]),
        Vector("2ACF", "8100 0A00", ["more_data: true", "elapsed_time: 10 s"], readings: ["session_elapsed 10"]),
        Vector("2ACF", "0101 1400", ["more_data: true", "remaining_time: 20 s"], readings: ["session_remaining 20"]),
        Vector("2ACF", "01FE (reserved)", ["more_data: true", "reserved_flags: unknown (0xfe00)"], readings: []),
        Vector(
            "2ACF", "FE01 (all) FFFF FFFF 5A00 5000 0C00 0A00 6400 01 64 1E 0A00 1400",
            [
                "floors: 65535", "step_count: 65535", "step_per_minute: 90 /min", "average_step_rate: 80 /min",
                "positive_elevation_gain: 12 m", "total_energy: 10 kcal", "energy_per_hour: 100 kcal/h", "energy_per_minute: 1 kcal/min",
                "heart_rate: 100 /min", "metabolic_equivalent: 3.0 [MET]", "elapsed_time: 10 s", "remaining_time: 20 s",
            ]),
    ]

    static let stairClimber = [
        Vector("2AD0", "0000 0300", ["floors: 3"], readings: ["session_floors 3"]),
        Vector("2AD0", "0100 (more data)", ["more_data: true"], readings: []),
        Vector("2AD0", "0300 5A00", ["more_data: true", "step_per_minute: 90 /min"], readings: ["step_rate 90"]),
        Vector("2AD0", "0500 5000", ["more_data: true", "average_step_rate: 80 /min"], readings: []),
        Vector("2AD0", "0900 0C00", ["more_data: true", "positive_elevation_gain: 12 m"], readings: ["elevation_gain 12"]),
        Vector("2AD0", "1100 1E00", ["more_data: true", "stride_count: 30"], readings: ["session_strides 30"]),
        Vector(
            "2AD0", "2100 FFFF FFFF 02",
            [
                "more_data: true", "total_energy: data not available kcal", "energy_per_hour: data not available kcal/h",
                "energy_per_minute: 2 kcal/min",
            ], readings: ["energy_per_minute 8.368"]),
        Vector("2AD0", "4100 64", ["more_data: true", "heart_rate: 100 /min"], readings: ["heart_rate 100"]),
        Vector("2AD0", "8100 1E", ["more_data: true", "metabolic_equivalent: 3.0 [MET]"], readings: ["metabolic_equivalent 3"]),
        Vector("2AD0", "0101 0A00", ["more_data: true", "elapsed_time: 10 s"], readings: ["session_elapsed 10"]),
        Vector("2AD0", "0102 1400", ["more_data: true", "remaining_time: 20 s"], readings: ["session_remaining 20"]),
        Vector(
            "2AD0", "0004 (reserved) 0100 AA", ["floors: 1", "reserved_flags: unknown (0x400)", "unknown: aa"],
            readings: ["session_floors 1"], wholePrefixes: [4]),
        Vector(
            "2AD0", "FE03 (all) 0300 5A00 5000 0C00 1E00 0A00 6400 01 64 1E 0A00 1400",
            [
                "floors: 3", "step_per_minute: 90 /min", "average_step_rate: 80 /min", "positive_elevation_gain: 12 m", "stride_count: 30",
                "total_energy: 10 kcal", "energy_per_hour: 100 kcal/h", "energy_per_minute: 1 kcal/min", "heart_rate: 100 /min",
                "metabolic_equivalent: 3.0 [MET]", "elapsed_time: 10 s", "remaining_time: 20 s",
            ]),
    ]
}
