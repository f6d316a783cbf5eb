// The few words that a person reads first, on a watch or a lock screen.

package import Conditions
import Vitals

/// Says what was measured, in the language of whoever reads it.
package struct AlarmText: Sendable {
    private let words: AlarmWords

    package init(_ language: AlarmLanguage = .english) { words = language.words }

    /// The text of an alarm that came on, in English: `Heart rate 134/min, above 120 for 1 min`.
    package static func on(_ condition: ConditionKind, _ evidence: [Evidence]) -> String { AlarmText().on(condition, evidence) }

    /// The text of an alarm that went off, in English: `Heart rate 96/min, back below 120`.
    package static func off(_ condition: ConditionKind, _ evidence: [Evidence]) -> String { AlarmText().off(condition, evidence) }

    package func on(_ condition: ConditionKind, _ evidence: [Evidence]) -> String {
        let span =
            evidence.value(Evidence.duration).flatMap { $0 >= 1 ? words.span.filled(with: words.duration(seconds: $0)) : nil } ?? ""
        let title = words.title(condition)
        if let side = condition.side { return (limited(evidence, side == .above ? words.above : words.below) ?? title) + span }
        if condition == .irregularRhythmBurden { return words.burden.filled(with: span) }
        let text: String =
            switch condition {
            case .glucoseLowExpected: figure(evidence, Evidence.forecast).map { words.expected.filled(with: $0) } ?? title
            case .weightGainDay, .weightGainThreeDays, .pressureDrop: changed(evidence) ?? title
            case .sleepDesaturation: figure(evidence, Evidence.index).map { words.desaturations.filled(with: $0) } ?? title
            case .unusualSeries:
                evidence.first.flatMap { Metric(key: $0.name) }.map { words.unusual.filled(with: words.name($0)) } ?? title
            case .earlyWarning: evidence.value(Evidence.score).map { words.score.filled(with: "\(Self.clamped($0))") } ?? title
            default: title
            }
        return text + span
    }

    package func off(_ condition: ConditionKind, _ evidence: [Evidence]) -> String {
        let end = words.end(condition) ?? words.over.filled(with: words.title(condition))
        return condition.side.flatMap { limited(evidence, $0 == .above ? words.backBelow : words.backAbove) } ?? end
    }

    /// What to do about it, in a few words. Never a diagnosis.
    package func advice(_ condition: ConditionKind) -> String { words.advice(condition) }

    /// A name for the condition alone: what may be said where no value may.
    package func title(_ condition: ConditionKind) -> String { words.title(condition) }

    /// What is said where neither value nor condition may: `Alarm, high priority`.
    package func discreet(_ priority: AlarmPriority) -> String { words.discreet.filled(with: words.priority(priority)) }

    /// How long something has lasted: `2 h 5 min`.
    package func duration(_ duration: Duration) -> String { words.duration(seconds: duration.inSeconds) }

    /// Which way the values behind the condition went, where there are enough of them: `rising`.
    package func trend(_ evidence: [Evidence]) -> String? {
        guard let values = evidence.first(where: { $0.series != nil && $0.name != Metric.rrInterval.key })?.series?.filter(\.isFinite),
            values.count >= 4
        else { return nil }
        let half = values.count / 2
        let (before, after) = (values.prefix(half).reduce(0, +) / Double(half), values.suffix(half).reduce(0, +) / Double(half))
        guard abs(after - before) > abs(before) * 0.03 else { return words.steady }
        return after > before ? words.rising : words.falling
    }

    package func said(_ phrase: AlarmPhrase, _ name: String = "") -> String { words.phrase(phrase).filled(with: name) }

    /// Fractions are rounded away from the limit, lest 120.3 read "120/min, above 120".
    private func limited(_ evidence: [Evidence], _ relation: String) -> String? {
        guard let first = evidence.first, let metric = Metric(key: first.name), let limit = evidence.value(Evidence.limit) else {
            return nil
        }
        let shown = number(first.value, metric.unit, above: limit)
        return "\(words.name(metric)) \(shown)\(unit(metric.unit)), \(relation) \(number(limit, metric.unit))"
    }

    private func changed(_ evidence: [Evidence]) -> String? {
        guard let first = evidence.first, let metric = Metric(key: first.name), let base = evidence.value(Evidence.baseline) else {
            return nil
        }
        let value = number(first.value, metric.unit) + unit(metric.unit)
        return "\(words.name(metric)) \(value), \(words.from) \(number(base, metric.unit))"
    }

    private func figure(_ evidence: [Evidence], _ name: String) -> String? {
        evidence.first { $0.name == name }.map { number($0.value, $0.unit) + unit($0.unit) }
    }

    /// Temperatures and weights in tenths, everything else whole. `above`: what it must not be rounded down to.
    private func number(_ value: Double, _ unit: String, above limit: Double = .infinity) -> String {
        guard unit == "Cel" || unit == "kg" || (unit == "/h" && value < 1000) else {
            let whole = Self.clamped(value)
            return "\(value > limit && Double(whole) < value ? whole + 1 : whole)"
        }
        let tenths = Self.clamped((value.isNaN ? 0 : value) * 10 + 0.5)
        return "\(tenths / 10)\(words.decimalMark)\(tenths % 10)"
    }

    /// A UCUM unit as people write it.
    private func unit(_ code: String) -> String {
        switch code {
        case "Cel": " °C"
        case "mm[Hg]": " mmHg"
        case "/min", "/h": code
        default: " " + code
        }
    }

    /// Evidence may have been stored by another version: no number in it may trap.
    static func clamped(_ value: Double) -> Int {
        value.isNaN ? 0 : Int(min(max(value, 0), 1e9))
    }
}

extension String {
    /// Puts a text where `%` stands.
    fileprivate func filled(with text: String) -> String {
        guard let place = firstIndex(of: "%") else { return self }
        return replacing(place, with: text)
    }

    private func replacing(_ place: Index, with text: String) -> String { self[..<place] + text + self[index(after: place)...] }
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
}
