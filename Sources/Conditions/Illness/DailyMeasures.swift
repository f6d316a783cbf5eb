// What wearables say of a person once a day; every part may be missing.

/// The measures of one local day, the night before included.
package struct DailyMeasures: Hashable, Sendable, Codable {
    /// Days since any fixed day; only differences matter.
    package var day: Int
    /// Beats per minute, by one definition throughout, see `RestingHeartRate`.
    package var restingHeartRate: Double?
    /// Mean of the whole day, beats per minute.
    package var meanHeartRate: Double?
    /// Breaths per minute asleep.
    package var breathingRate: Double?
    /// °C at the skin asleep, absolute. A device that tells differences from its own usual: add 33, always.
    package var skinTemperature: Double?
    /// Steps of the day.
    package var steps: Double?

    package init(
        day: Int, restingHeartRate: Double? = nil, meanHeartRate: Double? = nil, breathingRate: Double? = nil,
        skinTemperature: Double? = nil, steps: Double? = nil
    ) {
        self.day = day
        self.restingHeartRate = restingHeartRate
        self.meanHeartRate = meanHeartRate
        self.breathingRate = breathingRate
        self.skinTemperature = skinTemperature
        self.steps = steps
    }
}
