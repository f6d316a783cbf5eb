// The few words that a person reads first, on a watch or a lock screen.

package import Conditions
import Vitals

/// Says what was measured, in English.
package enum AlarmText {
    /// The text of an alarm that came on: `Heart rate 134/min, above 120 for 1 min`.
    package static func on(_ condition: ConditionKind, _ evidence: [Evidence]) -> String {
        let span = evidence.value(Evidence.duration).flatMap { $0 >= 1 ? " for " + duration(seconds: $0) : nil } ?? ""
        if let side = condition.side { return (limited(evidence, side == .above ? "above" : "below") ?? condition.title) + span }
        if condition == .irregularRhythmBurden { return "Irregular rhythm\(span) in a day: have an ECG taken" }
        let text: String =
            switch condition {
            case .glucoseLowExpected:
                figure(evidence, Evidence.forecast).map { "Glucose \($0) expected in 30 min" } ?? condition.title
            case .weightGainDay, .weightGainThreeDays, .pressureDrop: changed(evidence) ?? condition.title
            case .sleepDesaturation: figure(evidence, Evidence.index).map { "Oxygen fell \($0) in the night" } ?? condition.title
            case .unusualSeries: evidence.first.flatMap { Metric(key: $0.name)?.name }.map { "\($0) unusual" } ?? condition.title
            case .earlyWarning: evidence.value(Evidence.score).map { "Early warning score \(clamped($0))" } ?? condition.title
            default: condition.title
            }
        return text + span
    }

    /// The text of an alarm that went off: `Heart rate 96/min, back below 120`.
    package static func off(_ condition: ConditionKind, _ evidence: [Evidence]) -> String {
        if let side = condition.side { return limited(evidence, side == .above ? "back below" : "back above") ?? condition.endTitle }
        return condition.endTitle
    }

    /// Fractions are rounded away from the limit, lest 120.3 read "120/min, above 120".
    private static func limited(_ evidence: [Evidence], _ relation: String) -> String? {
        guard let first = evidence.first, let metric = Metric(key: first.name), let limit = evidence.value(Evidence.limit) else {
            return nil
        }
        let shown = number(first.value, metric.unit, above: limit)
        return "\(metric.name) \(shown)\(unit(metric.unit)), \(relation) \(number(limit, metric.unit))"
    }

    private static func changed(_ evidence: [Evidence]) -> String? {
        guard let first = evidence.first, let metric = Metric(key: first.name), let base = evidence.value(Evidence.baseline) else {
            return nil
        }
        let value = number(first.value, metric.unit) + unit(metric.unit)
        return "\(metric.name) \(value), from \(number(base, metric.unit))"
    }

    private static func figure(_ evidence: [Evidence], _ name: String) -> String? {
        evidence.first { $0.name == name }.map { number($0.value, $0.unit) + unit($0.unit) }
    }

    /// Temperatures and weights in tenths, everything else whole. `above`: what it must not be rounded down to.
    private static func number(_ value: Double, _ unit: String, above limit: Double = .infinity) -> String {
        guard unit == "Cel" || unit == "kg" || (unit == "/h" && value < 1000) else {
            let whole = clamped(value)
            return "\(value > limit && Double(whole) < value ? whole + 1 : whole)"
        }
        let tenths = clamped((value.isNaN ? 0 : value) * 10 + 0.5)
        return "\(tenths / 10).\(tenths % 10)"
    }

    /// A UCUM unit as people write it.
    private static func unit(_ code: String) -> String {
        switch code {
        case "Cel": " °C"
        case "mm[Hg]": " mmHg"
        case "/min", "/h": code
        default: " " + code
        }
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

extension ConditionKind {
    /// The side of the limit, where the condition is a value beyond one.
    fileprivate var side: LimitRule.Side? {
        switch self {
        case .heartRateHigh, .respiratoryRateHigh, .temperatureHigh, .systolicHigh, .diastolicHigh, .glucoseHigh: .above
        case .heartRateLow, .oxygenVeryLow, .oxygenLow, .respiratoryRateLow, .temperatureLow, .systolicLow, .glucoseVeryLow, .glucoseLow,
            .batteryLow:
            .below
        default: nil
        }
    }

    /// What it is called where no figure is known.
    var title: String {
        switch self {
        case .heartRateHigh: "Heart rate high"
        case .heartRateLow: "Heart rate low"
        case .irregularRhythm: "Irregular rhythm"
        case .irregularRhythmBurden: "Irregular rhythm for long"
        case .pause: "Pause of the heart"
        case .oxygenVeryLow: "Oxygen very low"
        case .oxygenLow: "Oxygen low"
        case .sleepDesaturation: "Oxygen fell often in the night"
        case .respiratoryRateHigh: "Breathing fast"
        case .respiratoryRateLow: "Breathing slow"
        case .temperatureHigh: "Fever"
        case .temperatureLow: "Temperature low"
        case .systolicHigh, .diastolicHigh: "Blood pressure high"
        case .systolicLow: "Blood pressure low"
        case .pressureDrop: "Blood pressure fell"
        case .glucoseVeryLow: "Glucose very low"
        case .glucoseLow: "Glucose low"
        case .glucoseLowExpected: "Glucose will be low"
        case .glucoseHigh: "Glucose high"
        case .weightGainDay: "Weight gain in a day"
        case .weightGainThreeDays: "Weight gain in three days"
        case .earlyWarning: "Early warning score high"
        case .illness: "Resting heart rate raised, as in illness"
        case .variabilityLow: "Heart-rate variability low for nights"
        case .unusual: "Heart rate unusual for this hour"
        case .unusualSeries: "Unusual values"
        case .noData: "No data"
        case .noSkinContact: "No skin contact"
        case .batteryLow: "Battery low"
        case .implausibleValues: "Implausible values"
        case .frozenValues: "Values do not change"
        case .poorSignal: "Signal too poor for the rhythm"
        case .clockFault: "Clock of the gateway is ahead"
        case .gatewayOffline: "Gateway offline"
        case .backlogGrowing: "Gateway falls behind: values come late"
        }
    }

    /// What is said when it is over.
    fileprivate var endTitle: String {
        switch self {
        case .heartRateHigh, .heartRateLow: "Heart rate back within limits"
        case .irregularRhythm: "Rhythm regular again"
        case .irregularRhythmBurden: "Hardly any irregular rhythm for a day"
        case .noData: "Data is back"
        case .noSkinContact: "Skin contact is back"
        case .gatewayOffline: "Gateway is back"
        case .backlogGrowing: "Gateway has caught up"
        case .glucoseLowExpected: "Glucose no longer on the way to low"
        default: title + ": over"
        }
    }
}
