// The few words that a person reads first, on a watch or a lock screen.

package import Conditions

/// Says what was measured, in English.
package enum AlarmText {
    /// The text of an alarm that came on: `Heart rate 134/min, above 120 for 1 min`.
    package static func on(_ condition: ConditionKind, _ evidence: [Evidence]) -> String {
        let span = evidence.value(Evidence.duration).map { " for " + duration(seconds: $0) } ?? ""
        switch condition {
        case .heartRateHigh: return (heartRate(evidence, "above") ?? "Heart rate high") + span
        case .heartRateLow: return (heartRate(evidence, "below") ?? "Heart rate low") + span
        case .irregularRhythm: return "Irregular rhythm" + span
        case .noData: return "No data" + span
        }
    }

    /// The text of an alarm that went off: `Heart rate 96/min, back below 120`.
    package static func off(_ condition: ConditionKind, _ evidence: [Evidence]) -> String {
        switch condition {
        case .heartRateHigh, .heartRateLow:
            heartRate(evidence, condition == .heartRateHigh ? "back below" : "back above") ?? "Heart rate back within limits"
        case .irregularRhythm: "Rhythm regular again"
        case .noData: "Data is back"
        }
    }

    /// Fractions are rounded away from the limit, lest 120.3 read "120/min, above 120".
    private static func heartRate(_ evidence: [Evidence], _ relation: String) -> String? {
        guard let rate = evidence.value(Evidence.heartRate), let limit = evidence.value(Evidence.limit) else { return nil }
        let whole = clamped(rate)
        let shown = rate > limit && Double(whole) < rate ? whole + 1 : whole
        return "Heart rate \(shown)/min, \(relation) \(clamped(limit))"
    }

    /// `30 s`, `1 min`, `2 h 5 min`: rounded down, and no seconds beside minutes.
    static func duration(seconds: Double) -> String {
        let seconds = clamped(seconds)
        let (hours, minutes) = (seconds / 3600, seconds / 60 % 60)
        if hours > 0 { return minutes > 0 ? "\(hours) h \(minutes) min" : "\(hours) h" }
        return minutes > 0 ? "\(minutes) min" : "\(seconds) s"
    }

    /// Evidence may have been stored by another version: no number in it may trap.
    private static func clamped(_ value: Double) -> Int {
        value.isNaN ? 0 : Int(min(max(value, 0), 1e9))
    }
}
