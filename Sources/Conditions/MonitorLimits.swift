// When values become conditions. The defaults are for an adult at rest; whoever sets VitalFlow up decides what is right for a person.

/// The limits and delays of all detectors of one person. All are finite; a limit out of reach switches its detector off.
package struct MonitorLimits: Hashable, Sendable, Codable {
    /// Above this, in beats a minute, the heart rate is high. Default 120: well above the 100 of textbooks, which coffee and stairs reach.
    package var heartRateMax = 120.0
    /// Below this, in beats a minute, the heart rate is low. Default 40: a trained sleeper's 45 is no finding.
    package var heartRateMin = 40.0
    /// How far inside a limit, in beats a minute, the heart rate must come back to end the condition. Default 5.
    package var heartRateMargin = 5.0
    /// How long every heart rate must lie beyond the limit. Default 1 min.
    package var heartRateDelay = Duration.seconds(60)
    /// How long every heart rate must lie back inside the limit. Default 15 s.
    package var heartRateClearDelay = Duration.seconds(15)
    /// A longer silence between two values interrupts the evidence, and a delay begins anew. Default 10 s: straps report each second.
    package var evidenceGapMax = Duration.seconds(10)
    /// How long nothing may come before it is a condition. Default 30 s.
    package var noDataAfter = Duration.seconds(30)
    /// How long the rhythm must have been irregular, in the beats' own time. Default 1 min.
    package var irregularSustained = Duration.seconds(60)
    /// How long the rhythm must have been regular to end the condition, in the beats' own time. Default 1 min.
    package var regularSustained = Duration.seconds(60)

    package init() {}

    package static let standard = MonitorLimits()
}
