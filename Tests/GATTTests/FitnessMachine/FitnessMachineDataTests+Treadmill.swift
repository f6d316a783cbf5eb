// Vectors, built from the tables of the specification: Treadmill.

import Testing

extension FitnessMachineDataTests {
    static let treadmill = [
        Vector("2ACD", "0000 6801 (3.60 km/h)", ["instantaneous_speed: 3.60 km/h"], readings: ["speed 1"]),
        Vector("2ACD", "0000 FFFF (a number like others)", ["instantaneous_speed: 655.35 km/h"]),
        Vector("2ACD", "0100 (more data: no speed)", ["more_data: true"], readings: []),
        Vector(
            "2ACD", "0200 6801 D002 (7.20 km/h)", ["instantaneous_speed: 3.60 km/h", "average_speed: 7.20 km/h"], readings: ["speed 1"]),
        Vector("2ACD", "0300 D002", ["more_data: true", "average_speed: 7.20 km/h"], readings: []),
        Vector(
            "2ACD", "0400 0000 FFFFFF", ["instantaneous_speed: 0.00 km/h", "total_distance: 16777215 m"],
            readings: ["speed 0", "session_distance 16777215"]),
        Vector(
            "2ACD", "0900 0F00 (1.5 %) F6FF (-1.0 deg)", ["more_data: true", "inclination: 1.5 %", "ramp_angle_setting: -1.0 deg"],
            readings: ["inclination 1.5", "ramp_angle -1"]),
        Vector(
            "2ACD", "0900 FF7F FF7F (not available)",
            ["more_data: true", "inclination: data not available %", "ramp_angle_setting: data not available deg"], readings: []),
        Vector("2ACD", "0900 0080 FE7F", ["more_data: true", "inclination: -3276.8 %", "ramp_angle_setting: 3276.6 deg"]),
        Vector(
            "2ACD", "1100 7B00 0500", ["more_data: true", "positive_elevation_gain: 12.3 m", "negative_elevation_gain: 0.5 m"],
            readings: ["elevation_gain 12.3", "elevation_loss 0.5"]),
        Vector("2ACD", "2100 7800 (120 s)", ["more_data: true", "instantaneous_pace: 120 s/(500.m)"], readings: [], wholePrefixes: [3]),
        Vector("2ACD", "2100 02 (an octet: 0.2 km/min)", ["more_data: true", "instantaneous_pace: 0.2 km/min"], readings: []),
        Vector("2ACD", "4100 FFFF", ["more_data: true", "average_pace: 65535 s/(500.m)"], wholePrefixes: [3]),
        Vector("2ACD", "4100 FF", ["more_data: true", "average_pace: 25.5 km/min"]),
        Vector(
            "2ACD", "6100 7800 8200", ["more_data: true", "instantaneous_pace: 120 s/(500.m)", "average_pace: 130 s/(500.m)"],
            wholePrefixes: [4]),
        Vector("2ACD", "6100 01 02", ["more_data: true", "instantaneous_pace: 0.1 km/min", "average_pace: 0.2 km/min"]),
        Vector(
            "2ACD", "8100 6400 (100 kcal) 5802 (600) 0A (10)",
            ["more_data: true", "total_energy: 100 kcal", "energy_per_hour: 600 kcal/h", "energy_per_minute: 10 kcal/min"],
            readings: ["energy_expended 418.4", "energy_per_hour 2510.4", "energy_per_minute 41.84"]),
        Vector(
            "2ACD", "8100 FFFF FFFF FF (not available)",
            [
                "more_data: true", "total_energy: data not available kcal", "energy_per_hour: data not available kcal/h",
                "energy_per_minute: data not available kcal/min",
            ], readings: []),
        Vector(
            "2ACD", "8100 FEFF FEFF FE (the largest)",
            [
                "more_data: true", "total_energy: 65534 kcal", "energy_per_hour: 65534 kcal/h", "energy_per_minute: 254 kcal/min",
            ]),
        Vector("2ACD", "0101 8C", ["more_data: true", "heart_rate: 140 /min"], readings: ["heart_rate 140"]),
        Vector("2ACD", "0101 00 (no sensor)", ["more_data: true", "heart_rate: 0 /min"], readings: []),
        Vector("2ACD", "0102 55", ["more_data: true", "metabolic_equivalent: 8.5 [MET]"], readings: ["metabolic_equivalent 8.5"]),
        Vector("2ACD", "0104 100E", ["more_data: true", "elapsed_time: 3600 s"], readings: ["session_elapsed 3600"]),
        Vector("2ACD", "0108 FFFF", ["more_data: true", "remaining_time: 65535 s"], readings: ["session_remaining 65535"]),
        Vector(
            "2ACD", "0110 38FF (-200 N) 2C01 (300 W)", ["more_data: true", "force_on_belt: -200 N", "power_output: 300 W"],
            readings: ["force_on_belt -200", "power 300"]),
        Vector(
            "2ACD", "0110 FF7F FF7F", ["more_data: true", "force_on_belt: data not available N", "power_output: data not available W"],
            readings: []),
        Vector(
            "2ACD", "01E0 (reserved) 1122", ["more_data: true", "reserved_flags: unknown (0xe000)", "unknown: 11 22"], readings: [],
            wholePrefixes: [2, 3]),
        Vector(
            "2ACD",
            """
            FE1F (all) 6801 D002 E80300 (1000 m) 0A00 1400 0100 0200 7800 8200 0A00 6400 01 78 32 3C00 7800 0000 0100
            """,
            [
                "instantaneous_speed: 3.60 km/h", "average_speed: 7.20 km/h", "total_distance: 1000 m", "inclination: 1.0 %",
                "ramp_angle_setting: 2.0 deg", "positive_elevation_gain: 0.1 m", "negative_elevation_gain: 0.2 m",
                "instantaneous_pace: 120 s/(500.m)", "average_pace: 130 s/(500.m)", "total_energy: 10 kcal", "energy_per_hour: 100 kcal/h",
                "energy_per_minute: 1 kcal/min", "heart_rate: 120 /min", "metabolic_equivalent: 5.0 [MET]", "elapsed_time: 60 s",
                "remaining_time: 120 s", "force_on_belt: 0 N", "power_output: 1 W",
            ],
            readings: [
                "speed 1", "session_distance 1000", "inclination 1", "ramp_angle 2", "elevation_gain 0.1", "elevation_loss 0.2",
                "energy_expended 41.84", "energy_per_hour 418.4", "energy_per_minute 4.184", "heart_rate 120", "metabolic_equivalent 5",
                "session_elapsed 60", "session_remaining 120", "force_on_belt 0", "power 1",
            ], wholePrefixes: [34]),
        // A treadmill as sold: speed, distance, energy, time.
        Vector(
            "2ACD", "8404 2C01 (3.00 km/h) 0A0000 0300 FFFF FF 0C00",
            [
                "instantaneous_speed: 3.00 km/h", "total_distance: 10 m", "total_energy: 3 kcal",
                "energy_per_hour: data not available kcal/h", "energy_per_minute: data not available kcal/min", "elapsed_time: 12 s",
            ]),
    ]
}
