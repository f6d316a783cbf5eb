// Daily activity and sleep.

extension Metric {
    package static let sleepingHeartRate = Metric("sleeping_heart_rate", "Sleeping heart rate", unit: "/min", plausible: 20...150, .sample)
    package static let restingRespiratoryRate = Metric(
        "resting_respiratory_rate", "Resting respiratory rate", unit: "/min", plausible: 4...40, .state)

    /// Of a session.
    package static let normalWalkingSteps = Metric(
        "normal_walking_steps", "Normal walking steps", unit: "{steps}", plausible: 0...200_000, .event)
    package static let intensitySteps = Metric("intensity_steps", "Intensity steps", unit: "{steps}", plausible: 0...200_000, .event)
    package static let floorSteps = Metric("floor_steps", "Floor steps", unit: "{steps}", plausible: 0...50_000, .event)

    /// How long the device was worn in a session.
    package static let wornDuration = Metric("worn_duration", "Worn duration", unit: "s", plausible: 0...2_678_400, .event)

    /// What a person does, as a code of the Physical Activity Monitor Service: 1 other, 2 sit, 3 lie, 4 stand, 5 walk, 6 shuffle, 7 run,
    /// 8 cycle indoors, 9 cycle outdoors, 10 cycle, 11 aerobic workout, 12 elliptical, 13 sports, 14 swim.
    package static let activityType = Metric("activity_type", "Activity type", unit: "1", plausible: 1...14, .state)

    /// 1 awake, 2 asleep, 3 light sleep, 4 deep sleep, 5 REM sleep.
    package static let sleepStage = Metric("sleep_stage", "Sleep stage", unit: "1", plausible: 1...5, .state)
    package static let totalSleepTime = Metric("total_sleep_time", "Total sleep time", unit: "s", plausible: 0...86_400, .event)
    package static let totalWakeTime = Metric("total_wake_time", "Total wake time", unit: "s", plausible: 0...86_400, .event)
    package static let totalBedTime = Metric("total_bed_time", "Total bed time", unit: "s", plausible: 0...86_400, .event)
    package static let numberOfAwakenings = Metric("number_of_awakenings", "Number of awakenings", unit: "1", plausible: 0...200, .event)
    package static let sleepEfficiency = Metric("sleep_efficiency", "Sleep efficiency", unit: "%", plausible: 0...100, .event)
    package static let tossAndTurnEvents = Metric("toss_and_turn_events", "Toss and turn events", unit: "1", plausible: 0...2000, .event)

    package static let timeInHeartRateZone1 = zone(1)
    package static let timeInHeartRateZone2 = zone(2)
    package static let timeInHeartRateZone3 = zone(3)
    package static let timeInHeartRateZone4 = zone(4)
    package static let timeInHeartRateZone5 = zone(5)

    /// Of a session, in the zones that the device was set to.
    private static func zone(_ number: Int) -> Metric {
        Metric("time_in_heart_rate_zone_\(number)", "Time in heart rate zone \(number)", unit: "s", plausible: 0...86_400, .event)
    }

    static let activityMetrics: [Metric] = [
        .sleepingHeartRate, .restingRespiratoryRate, .normalWalkingSteps, .intensitySteps, .floorSteps, .wornDuration,
        .activityType, .sleepStage, .totalSleepTime, .totalWakeTime, .totalBedTime, .numberOfAwakenings, .sleepEfficiency,
        .tossAndTurnEvents, .timeInHeartRateZone1, .timeInHeartRateZone2, .timeInHeartRateZone3, .timeInHeartRateZone4,
        .timeInHeartRateZone5,
    ]
}
