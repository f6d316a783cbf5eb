// A limit is one number and four that keep it from being noise.

package import Vitals

/// When values of a metric beyond a limit are a condition, and when they no longer are.
package struct LimitRule: Hashable, Sendable {
    package enum Side: String, Hashable, Sendable, Codable {
        /// The condition is a value above the limit.
        case above
        /// The condition is a value below the limit.
        case below
    }

    /// The numbers, apart from what they are of: they are looked at with every value.
    package struct Thresholds: Hashable, Sendable {
        package let side: Side
        /// In the metric's unit, as `margin`. A value that equals the limit is inside.
        package var limit: Double
        /// How far inside the limit a value must come back to end the condition (hysteresis).
        package var margin: Double
        /// How long every value must lie beyond the limit.
        package var delay: Duration
        /// How long every value must lie back inside by the margin.
        package var clearDelay: Duration
        /// A longer silence between two values interrupts the evidence, and the delay begins anew.
        package var gapMax: Duration
        /// So many values in a row, each after a silence longer than `gapMax`, stand for the delay: spot checks. `nil`: they never do.
        package var spots: Int?

        /// How far a value lies beyond the limit; negative inside.
        func beyond(_ value: Double) -> Double { side == .above ? value - limit : limit - value }
    }

    package let kind: ConditionKind
    package let metric: Metric
    package let thresholds: Thresholds

    package init(
        _ kind: ConditionKind, _ metric: Metric, _ side: Side, _ limit: Double, margin: Double, delay: Duration = .zero,
        clearDelay: Duration = .zero, gapMax: Duration = .seconds(10), spots: Int? = nil
    ) {
        self.kind = kind
        self.metric = metric
        thresholds = Thresholds(
            side: side, limit: limit, margin: margin, delay: delay, clearDelay: clearDelay, gapMax: gapMax, spots: spots)
    }
}
