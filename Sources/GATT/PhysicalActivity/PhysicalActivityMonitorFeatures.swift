// Physical Activity Monitor Service: what the device can tell.

/// A Physical Activity Monitor Features (0x2B3B): 64 bits. Source: Physical Activity Monitor Service 1.0, §3.1.
package struct PhysicalActivityMonitorFeatures: CharacteristicValue {
    package let features: UInt64

    private static let names = [
        "multiple_users", "user_data_service", "device_worn", "normal_walking_energy_expenditure",
        "normal_walking_energy_expenditure_per_hour", "intensity_energy_expenditure", "intensity_energy_expenditure_per_hour",
        "total_energy_expenditure", "total_energy_expenditure_per_hour", "fat_burned", "fat_burned_per_hour", "metabolic_equivalent",
        "distance", "speed", "duration_of_normal_walking_episodes", "duration_of_intensity_walking_episodes", "motion_cadence", "floors",
        "positive_elevation_gain", "negative_elevation_gain", "elevation", "activity_count", "activity_count_per_minute",
        "activity_level", "activity_type", "worn_duration", "time_in_heart_rate_zone_1", "time_in_heart_rate_zone_2",
        "time_in_heart_rate_zone_3", "time_in_heart_rate_zone_4", "time_in_heart_rate_zone_5", "vo2_max", "heart_rate",
        "pulse_inter_beat_interval", "resting_heart_rate", "heart_rate_variability", "respiration_rate", "resting_respiration_rate",
        "normal_walking_steps", "intensity_steps", "floor_steps", "total_sleep_time", "total_wake_time", "total_bed_time",
        "number_of_awakenings", "sleep_latency", "sleep_efficiency", "snooze_time", "number_of_toss_and_turn_events",
        "time_of_awakening_after_alarm", "visible_light_level", "uv_light_level", "ir_light_level", "sleep_stage", "sleeping_heart_rate",
    ]

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        features = try cursor.uint64(from: value)
        try cursor.end(of: value)
    }

    package var fields: [Field] { Field.flags("features", features, Self.names) }
}
