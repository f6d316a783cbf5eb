// What is right for one person, as whoever cares for them wrote it down.

/// A person's own limits; whatever is not named follows from the age, or else from everybody's limits.
package struct CarePlan: Hashable, Sendable, Codable {
    /// In years; `nil`: an adult.
    package var years: Double?
    /// In beats a minute.
    package var heartRateMax: Double?
    package var heartRateMin: Double?
    /// In beats a minute, while the person moves.
    package var heartRateActiveMax: Double?
    /// Limits of `LimitRule.standard` by the raw value of the condition, in the metric's unit: `["oxygen_low": 86]`.
    package var limits: [String: Double]

    package init(
        years: Double? = nil, heartRateMax: Double? = nil, heartRateMin: Double? = nil, heartRateActiveMax: Double? = nil,
        limits: [String: Double] = [:]
    ) {
        self.years = years
        self.heartRateMax = heartRateMax
        self.heartRateMin = heartRateMin
        self.heartRateActiveMax = heartRateActiveMax
        self.limits = limits
    }

    /// Everybody's limits, made this person's. Delays stay everybody's.
    package func applied(to everybody: MonitorLimits) -> MonitorLimits {
        var own = everybody
        if let years {
            let usual = AgeGroup.limits(years: years)
            if usual != .standard {
                (own.heartRateMax, own.heartRateMin) = (usual.heartRateMax, usual.heartRateMin)
                own.heartRateActiveMax = usual.heartRateActiveMax
                own.others.merge(usual.others) { $1 }
            }
        }
        if let heartRateMax { own.heartRateMax = heartRateMax }
        if let heartRateMin { own.heartRateMin = heartRateMin }
        if let heartRateActiveMax { own.heartRateActiveMax = heartRateActiveMax }
        own.others.merge(limits) { $1 }
        return own
    }
}
