// Vectors, built from the tables of the specification: IndoorBike.

import Testing

extension FitnessMachineDataTests {
    static let indoorBike = [
        Vector("2AD2", "0000 100E (36.00 km/h)", ["instantaneous_speed: 36.00 km/h"], readings: ["speed 10"]),
        Vector("2AD2", "0100 (more data: no speed)", ["more_data: true"], readings: []),
        Vector("2AD2", "0300 100E", ["more_data: true", "average_speed: 36.00 km/h"], readings: []),
        Vector(
            "2AD2", "0500 B300 (179 halves)", ["more_data: true", "instantaneous_cadence: 89.5 /min"], readings: ["cycling_cadence 89.5"]),
        Vector("2AD2", "0900 FFFF", ["more_data: true", "average_cadence: 32767.5 /min"], readings: []),
        Vector("2AD2", "1100 102700", ["more_data: true", "total_distance: 10000 m"], readings: ["session_distance 10000"]),
        Vector("2AD2", "2100 1400", ["more_data: true", "resistance_level: 20"], readings: ["resistance_level 20"], wholePrefixes: [3]),
        Vector("2AD2", "2100 0080", ["more_data: true", "resistance_level: -32768"], wholePrefixes: [3]),
        Vector("2AD2", "2100 FF (an octet of tens)", ["more_data: true", "resistance_level: 2550"], readings: ["resistance_level 2550"]),
        Vector("2AD2", "4100 CEFF", ["more_data: true", "instantaneous_power: -50 W"], readings: ["power -50"]),
        Vector("2AD2", "8100 FF7F (a number like others)", ["more_data: true", "average_power: 32767 W"], readings: []),
        Vector(
            "2AD2", "0101 FFFF FFFF FF",
            [
                "more_data: true", "total_energy: data not available kcal", "energy_per_hour: data not available kcal/h",
                "energy_per_minute: data not available kcal/min",
            ], readings: []),
        Vector("2AD2", "0102 7D", ["more_data: true", "heart_rate: 125 /min"], readings: ["heart_rate 125"]),
        Vector("2AD2", "0104 00", ["more_data: true", "metabolic_equivalent: 0.0 [MET]"], readings: ["metabolic_equivalent 0"]),
        Vector("2AD2", "0108 3000", ["more_data: true", "elapsed_time: 48 s"], readings: ["session_elapsed 48"]),
        Vector("2AD2", "0110 3000", ["more_data: true", "remaining_time: 48 s"], readings: ["session_remaining 48"]),
        Vector(
            "2AD2", "0080 (reserved) 100E 0102", ["instantaneous_speed: 36.00 km/h", "reserved_flags: unknown (0x8000)", "unknown: 01 02"],
            readings: ["speed 10"], wholePrefixes: [4, 5]),
        // A trainer as sold: cadence, distance, power and time; then one with resistance and heart rate.
        Vector(
            "2AD2", "5408 0000 0000 000000 0000 3100",
            [
                "instantaneous_speed: 0.00 km/h", "instantaneous_cadence: 0.0 /min", "total_distance: 0 m", "instantaneous_power: 0 W",
                "elapsed_time: 49 s",
            ], readings: ["speed 0", "cycling_cadence 0", "session_distance 0", "power 0", "session_elapsed 49"]),
        Vector(
            "2AD2", "6402 0000 0000 1400 0000 00",
            [
                "instantaneous_speed: 0.00 km/h", "instantaneous_cadence: 0.0 /min", "resistance_level: 20", "instantaneous_power: 0 W",
                "heart_rate: 0 /min",
            ], readings: ["speed 0", "cycling_cadence 0", "resistance_level 20", "power 0"], wholePrefixes: [10]),
        Vector(
            "2AD2", "FE1F (all) 100E 6801 B400 A000 102700 1400 C800 B400 0A00 6400 01 7D 64 3000 6000",
            [
                "instantaneous_speed: 36.00 km/h", "average_speed: 3.60 km/h", "instantaneous_cadence: 90.0 /min",
                "average_cadence: 80.0 /min", "total_distance: 10000 m", "resistance_level: 20", "instantaneous_power: 200 W",
                "average_power: 180 W", "total_energy: 10 kcal", "energy_per_hour: 100 kcal/h", "energy_per_minute: 1 kcal/min",
                "heart_rate: 125 /min", "metabolic_equivalent: 10.0 [MET]", "elapsed_time: 48 s", "remaining_time: 96 s",
            ],
            readings: [
                "speed 10", "cycling_cadence 90", "session_distance 10000", "resistance_level 20", "power 200", "energy_expended 41.84",
                "energy_per_hour 418.4", "energy_per_minute 4.184", "heart_rate 125", "metabolic_equivalent 10", "session_elapsed 48",
                "session_remaining 96",
            ], wholePrefixes: [29]),
    ]
}
