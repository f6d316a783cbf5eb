// What a language has to bring to speak of alarms.

import Conditions
import Vitals

/// The words of one language. `%` in a phrase is where a figure or a name goes.
struct AlarmWords: Sendable {
    let above: String
    let below: String
    let backBelow: String
    let backAbove: String
    let from: String
    let decimalMark: String
    /// How long it has been so; begins with a space.
    let span: String
    let burden: String
    let expected: String
    let desaturations: String
    let unusual: String
    let score: String
    let discreet: String
    let over: String
    let rising: String
    let falling: String
    let steady: String
    let title: @Sendable (ConditionKind) -> String
    /// Where nothing better is said than that it is over: `nil`.
    let end: @Sendable (ConditionKind) -> String?
    let advice: @Sendable (ConditionKind) -> String
    let priority: @Sendable (AlarmPriority) -> String
    let phrase: @Sendable (AlarmPhrase) -> String
    let name: @Sendable (Metric) -> String

    /// `30 s`, `1 min`, `2 h 5 min`: rounded down, and no seconds beside minutes. The same in all of these languages.
    func duration(seconds: Double) -> String {
        let seconds = AlarmText.clamped(seconds)
        let (hours, minutes) = (seconds / 3600, seconds / 60 % 60)
        if hours > 0 { return minutes > 0 ? "\(hours) h \(minutes) min" : "\(hours) h" }
        return minutes > 0 ? "\(minutes) min" : "\(seconds) s"
    }
}
