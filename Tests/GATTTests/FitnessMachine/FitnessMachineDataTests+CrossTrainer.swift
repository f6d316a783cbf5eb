// Vectors, built from the tables of the specification: CrossTrainer.

import Testing

extension FitnessMachineDataTests {
    static let crossTrainer = [
        Vector("2ACE", "000000 6801", ["instantaneous_speed: 3.60 km/h", "movement_direction: forward"], readings: ["speed 1"]),
        Vector("2ACE", "010000 (more data)", ["more_data: true", "movement_direction: forward"], readings: []),
        Vector("2ACE", "018000 (backward)", ["more_data: true", "movement_direction: backward"], readings: []),
        Vector("2ACE", "030000 D002", ["more_data: true", "average_speed: 7.20 km/h", "movement_direction: forward"]),
        Vector("2ACE", "050000 000001", ["more_data: true", "total_distance: 65536 m", "movement_direction: forward"]),
        Vector(
            "2ACE", "090000 7800 6400",
            ["more_data: true", "step_per_minute: 120 /min", "average_step_rate: 100 /min", "movement_direction: forward"],
            readings: ["step_rate 120"]),
        Vector(
            "2ACE", "110000 6500 (10.1)", ["more_data: true", "stride_count: 10.1", "movement_direction: forward"],
            readings: ["session_strides 10.1"]),
        Vector(
            "2ACE", "210000 0A00 0500",
            ["more_data: true", "positive_elevation_gain: 10 m", "negative_elevation_gain: 5 m", "movement_direction: forward"],
            readings: ["elevation_gain 10", "elevation_loss 5"]),
        Vector(
            "2ACE", "410000 FF7F CEFF (-5.0)",
            [
                "more_data: true", "inclination: data not available %", "ramp_angle_setting: -5.0 deg", "movement_direction: forward",
            ], readings: ["ramp_angle -5"]),
        Vector(
            "2ACE", "810000 7B00", ["more_data: true", "resistance_level: 12.3", "movement_direction: forward"],
            readings: ["resistance_level 12.3"], wholePrefixes: [4]),
        Vector(
            "2ACE", "810000 F6FF", ["more_data: true", "resistance_level: -1.0", "movement_direction: forward"], wholePrefixes: [4]),
        Vector(
            "2ACE", "810000 05 (an octet of tens)", ["more_data: true", "resistance_level: 50", "movement_direction: forward"],
            readings: ["resistance_level 50"]),
        Vector(
            "2ACE", "010100 FFFF", ["more_data: true", "instantaneous_power: -1 W", "movement_direction: forward"], readings: ["power -1"]),
        Vector("2ACE", "010200 6400", ["more_data: true", "average_power: 100 W", "movement_direction: forward"], readings: []),
        Vector(
            "2ACE", "010400 FFFF 6400 FF",
            [
                "more_data: true", "total_energy: data not available kcal", "energy_per_hour: 100 kcal/h",
                "energy_per_minute: data not available kcal/min", "movement_direction: forward",
            ], readings: ["energy_per_hour 418.4"]),
        Vector(
            "2ACE", "010800 50", ["more_data: true", "heart_rate: 80 /min", "movement_direction: forward"], readings: ["heart_rate 80"]),
        Vector("2ACE", "011000 FF", ["more_data: true", "metabolic_equivalent: 25.5 [MET]", "movement_direction: forward"]),
        Vector("2ACE", "012000 0100", ["more_data: true", "elapsed_time: 1 s", "movement_direction: forward"]),
        Vector("2ACE", "014000 0200", ["more_data: true", "remaining_time: 2 s", "movement_direction: forward"]),
        Vector(
            "2ACE", "0100FF (reserved) 12",
            ["more_data: true", "movement_direction: forward", "reserved_flags: unknown (0xff0000)", "unknown: 12"], wholePrefixes: [3]),
        Vector(
            "2ACE",
            """
            FEFF00 (all, backward) 6801 D002 E80300 7800 6400 0A00 0100 0200 0A00 1400 1E00 9600 8200 0A00 6400 01 78 32 3C00 7800
            """,
            [
                "instantaneous_speed: 3.60 km/h", "average_speed: 7.20 km/h", "total_distance: 1000 m", "step_per_minute: 120 /min",
                "average_step_rate: 100 /min", "stride_count: 1.0", "positive_elevation_gain: 1 m", "negative_elevation_gain: 2 m",
                "inclination: 1.0 %", "ramp_angle_setting: 2.0 deg", "resistance_level: 3.0", "instantaneous_power: 150 W",
                "average_power: 130 W", "total_energy: 10 kcal", "energy_per_hour: 100 kcal/h", "energy_per_minute: 1 kcal/min",
                "heart_rate: 120 /min", "metabolic_equivalent: 5.0 [MET]", "elapsed_time: 60 s", "remaining_time: 120 s",
                "movement_direction: backward",
            ],
            readings: [
                "speed 1", "session_distance 1000", "step_rate 120", "session_strides 1", "elevation_gain 1", "elevation_loss 2",
                "inclination 1", "ramp_angle 2", "resistance_level 3", "power 150", "energy_expended 41.84", "energy_per_hour 418.4",
                "energy_per_minute 4.184", "heart_rate 120", "metabolic_equivalent 5", "session_elapsed 60", "session_remaining 120",
            ], wholePrefixes: [40]),
    ]
}
