// Some dangers are not in a value, but in how far it has moved: water in the body, pressure on standing up.

package import Vitals

/// When a metric's change within a span of time is a condition.
package struct ChangeRule: Hashable, Sendable {
    package let kind: ConditionKind
    package let metric: Metric
    /// `above`: a rise; `below`: a fall.
    package let side: LimitRule.Side
    /// How far, in the metric's unit; reached counts.
    package let change: Double
    /// Within how long.
    package let span: Duration
    /// Values closer together than this are one measurement: a scale that is stepped on twice.
    package let apartMin: Duration
    /// How much of the change must be taken back to end the condition, 0 to 1.
    package let back: Double

    /// Sources: McDonagh et al., 2021 ESC guidelines for heart failure, Eur Heart J 42:3599: more than 2 kg in three days; the 1 kg a day is
    /// common practice of telemonitoring programmes. Freeman et al., consensus statement on orthostatic hypotension, Clin Auton Res 21:69
    /// (2011): a fall of 20 mmHg systolic within three minutes of standing; a cuff does not see who stands, so the fall alone is told.
    package static let standard: [ChangeRule] = [
        ChangeRule(
            kind: .weightGainDay, metric: .bodyWeight, side: .above, change: 1, span: .seconds(36 * 3600), apartMin: .seconds(6 * 3600),
            back: 0.5),
        ChangeRule(
            kind: .weightGainThreeDays, metric: .bodyWeight, side: .above, change: 2, span: .seconds(84 * 3600),
            apartMin: .seconds(6 * 3600), back: 0.5),
        ChangeRule(
            kind: .pressureDrop, metric: .systolicPressure, side: .below, change: 20, span: .seconds(300), apartMin: .seconds(30),
            back: 0.5),
    ]
}
