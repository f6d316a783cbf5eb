// Physical Activity Monitor Service: the table of records, field by field.

import Vitals

/// The layouts of the seven records. Source: Physical Activity Monitor Service 1.0, tables of §3.2 to §3.8.
package enum Activity {
    /// General Activity Instantaneous Data (0x2B3C).
    package enum GeneralInstantaneous: ActivityLayout {
        package static let flagByteCount = 3
        package static let wornBit: Int? = 23
        package static let fields: [ActivityField] = [
            ActivityField("normal_walking_energy_expenditure_per_hour", .uint16),
            ActivityField("intensity_energy_expenditure_per_hour", .uint16),
            ActivityField("total_energy_expenditure_per_hour", .uint16), ActivityField("fat_burned_per_hour", .uint16),
            ActivityField("metabolic_equivalent", .uint8), ActivityField("speed", .uint16), ActivityField("motion_cadence", .uint16),
            ActivityField("elevation", .int24), ActivityField("activity_count_per_minute", .uint16),
            ActivityField("activity_level", .uint16), ActivityField("activity_type", .activityType, nil, .activityType),
        ]
    }

    /// General Activity Summary Data (0x2B3D).
    package enum GeneralSummary: ActivityLayout {
        package static let flagByteCount = 4
        package static let fields: [ActivityField] =
            [
                ActivityField("normal_walking_energy_expenditure", .uint32), ActivityField("intensity_energy_expenditure", .uint32),
                ActivityField("total_energy_expenditure", .uint32), ActivityField("fat_burned", .uint16),
            ] + ActivityField.statistics("metabolic_equivalent", .uint8) + [ActivityField("distance", .uint24)]
            + ActivityField.statistics("speed", .uint16) + [
                ActivityField("duration_of_normal_walking_episodes", .uint24, "s"),
                ActivityField("duration_of_intensity_walking_episodes", .uint24, "s"),
            ] + ActivityField.statistics("motion_cadence", .uint16) + [
                ActivityField("floors", .uint8), ActivityField("positive_elevation_gain", .uint24),
                ActivityField("negative_elevation_gain", .uint24), ActivityField("activity_count", .uint32),
            ] + ActivityField.statistics("activity_level", .uint16) + [
                ActivityField("average_activity_type", .activityType), ActivityField("worn_duration", .uint24, "s", .wornDuration),
            ]
    }

    /// CardioRespiratory Activity Instantaneous Data (0x2B3E).
    package enum CardioRespiratoryInstantaneous: ActivityLayout {
        package static let flagByteCount = 2
        package static let wornBit: Int? = 15
        package static let fields: [ActivityField] = [
            ActivityField("vo2_max", .uint8, "mL/(kg.min)"), ActivityField("heart_rate", .uint8, "/min", .heartRate),
            ActivityField("pulse_inter_beat_interval", .uint16),
            ActivityField("resting_heart_rate", .uint8, "/min", .restingHeartRate), ActivityField("heart_rate_variability", .uint16),
            ActivityField("respiration_rate", .uint8, "/min", .respiratoryRate),
            ActivityField("resting_respiration_rate", .uint8, "/min", .restingRespiratoryRate),
        ]
    }

    /// CardioRespiratory Activity Summary Data (0x2B3F).
    package enum CardioRespiratorySummary: ActivityLayout {
        package static let flagByteCount = 4
        package static let fields: [ActivityField] =
            [
                ActivityField("time_in_heart_rate_zone_1", .uint24, "s", .timeInHeartRateZone1),
                ActivityField("time_in_heart_rate_zone_2", .uint24, "s", .timeInHeartRateZone2),
                ActivityField("time_in_heart_rate_zone_3", .uint24, "s", .timeInHeartRateZone3),
                ActivityField("time_in_heart_rate_zone_4", .uint24, "s", .timeInHeartRateZone4),
                ActivityField("time_in_heart_rate_zone_5", .uint24, "s", .timeInHeartRateZone5),
            ] + ActivityField.statistics("vo2_max", .uint8, "mL/(kg.min)") + ActivityField.statistics("heart_rate", .uint8, "/min")
            + ActivityField.statistics("pulse_inter_beat_interval", .uint16)
            + ActivityField.statistics("resting_heart_rate", .uint8, "/min")
            + ActivityField.statistics("heart_rate_variability", .uint16)
            + ActivityField.statistics("respiration_rate", .uint8, "/min")
            + ActivityField.statistics("resting_respiration_rate", .uint8, "/min")
            + [ActivityField("worn_duration", .uint24, "s", .wornDuration)]
    }

    /// Step Counter Activity Summary Data (0x2B40).
    package enum StepCounterSummary: ActivityLayout {
        package static let flagByteCount = 1
        package static let fields: [ActivityField] = [
            ActivityField("normal_walking_steps", .uint24, "{steps}", .normalWalkingSteps),
            ActivityField("intensity_steps", .uint24, "{steps}", .intensitySteps),
            ActivityField("floor_steps", .uint24, "{steps}", .floorSteps), ActivityField("distance", .uint24),
            ActivityField("worn_duration", .uint24, "s", .wornDuration),
        ]
    }

    /// Sleep Activity Instantaneous Data (0x2B41).
    package enum SleepInstantaneous: ActivityLayout {
        package static let flagByteCount = 2
        package static let wornBit: Int? = 15
        package static let fields: [ActivityField] = [
            ActivityField("visible_light_level", .uint24), ActivityField("uv_light_level", .uint24),
            ActivityField("ir_light_level", .uint24), ActivityField("sleep_stage", .sleepStage, nil, .sleepStage),
            ActivityField("sleeping_heart_rate", .uint8, "/min", .sleepingHeartRate),
        ]
    }

    /// Sleep Activity Summary Data (0x2B42).
    package enum SleepSummary: ActivityLayout {
        package static let flagByteCount = 3
        package static let fields: [ActivityField] =
            [
                ActivityField("total_sleep_time", .uint24, "s", .totalSleepTime),
                ActivityField("total_wake_time", .uint24, "s", .totalWakeTime),
                ActivityField("total_bed_time", .uint24, "s", .totalBedTime),
                ActivityField("number_of_awakenings", .uint16, "1", .numberOfAwakenings), ActivityField("sleep_latency", .uint16),
                ActivityField("sleep_efficiency", .uint8, "%", .sleepEfficiency), ActivityField("snooze_time", .uint16),
                ActivityField("number_of_toss_and_turn_events", .uint16, "1", .tossAndTurnEvents),
                ActivityField("time_of_awakening_after_alarm", .uint24, "s"),
            ] + ActivityField.statistics("visible_light_level", .uint24) + ActivityField.statistics("uv_light_level", .uint24)
            + ActivityField.statistics("ir_light_level", .uint24) + [
                ActivityField("average_sleeping_heart_rate", .uint8, "/min", .sleepingHeartRate),
                ActivityField("worn_duration", .uint24, "s", .wornDuration),
            ]
    }
}
