// When values become conditions. The defaults are for an adult at rest; whoever sets VitalFlow up decides what is right for a person.

import Vitals

/// The limits and delays of all detectors of one person. All are finite; a limit out of reach switches its detector off.
package struct MonitorLimits: Hashable, Sendable {
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
    /// The same as `heartRateMax` while the person moves, and for `recovery` afterwards. Default 190: few hearts go beyond, at any age.
    package var heartRateActiveMax = 190.0
    /// How long after a movement a high heart rate is still one of exertion. Default 5 min.
    package var recovery = Duration.seconds(300)
    /// Limits of `LimitRule.standard` that are another person's: by the raw value of the condition, in the metric's unit.
    package var others: [String: Double] = [:]

    package init() {}

    /// The thresholds of a rule, with this person's own limit.
    package func thresholds(of rule: LimitRule) -> LimitRule.Thresholds {
        var thresholds = rule.thresholds
        if !others.isEmpty, let own = others[rule.kind.rawValue] { thresholds.limit = own }
        return thresholds
    }

    /// Of a heart rate that is too high or too low, for somebody at rest or on the move.
    func heartRate(_ side: LimitRule.Side, isActive: Bool) -> LimitRule.Thresholds {
        LimitRule.Thresholds(
            side: side, limit: side == .below ? heartRateMin : isActive ? max(heartRateMax, heartRateActiveMax) : heartRateMax,
            margin: heartRateMargin, delay: heartRateDelay, clearDelay: heartRateClearDelay, gapMax: evidenceGapMax)
    }

    package static let standard = MonitorLimits()
}

/// Limits are stored in events that are read for years: what a later version added has its default in an earlier one.
extension MonitorLimits: Codable {
    private enum CodingKeys: String, CodingKey {
        case heartRateMax, heartRateMin, heartRateMargin, heartRateDelay, heartRateClearDelay, evidenceGapMax, noDataAfter
        case irregularSustained, regularSustained, heartRateActiveMax, recovery, others
    }

    package init(from decoder: any Decoder) throws {
        let stored = try decoder.container(keyedBy: CodingKeys.self)
        func read<Value: Decodable>(_ path: WritableKeyPath<Self, Value>, _ key: CodingKeys, into limits: inout Self) throws {
            if let value = try stored.decodeIfPresent(Value.self, forKey: key) { limits[keyPath: path] = value }
        }
        var limits = Self()
        try read(\.heartRateMax, .heartRateMax, into: &limits)
        try read(\.heartRateMin, .heartRateMin, into: &limits)
        try read(\.heartRateMargin, .heartRateMargin, into: &limits)
        try read(\.heartRateDelay, .heartRateDelay, into: &limits)
        try read(\.heartRateClearDelay, .heartRateClearDelay, into: &limits)
        try read(\.evidenceGapMax, .evidenceGapMax, into: &limits)
        try read(\.noDataAfter, .noDataAfter, into: &limits)
        try read(\.irregularSustained, .irregularSustained, into: &limits)
        try read(\.regularSustained, .regularSustained, into: &limits)
        try read(\.heartRateActiveMax, .heartRateActiveMax, into: &limits)
        try read(\.recovery, .recovery, into: &limits)
        try read(\.others, .others, into: &limits)
        self = limits
    }
}
