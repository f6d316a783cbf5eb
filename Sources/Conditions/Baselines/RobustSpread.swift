// A mean follows every artefact; the middle of the values does not.

import HeartRhythm

/// Median and spread of a few values.
package struct RobustSpread: Hashable, Sendable {
    package let median: Double
    /// 1.4826 times the median absolute deviation: the standard deviation, where values are normal (Hampel, J Am Stat Assoc 69:383, 1974).
    package let deviation: Double

    /// `nil` without values. None may be NaN.
    package init?(of values: [Double]) {
        guard !values.isEmpty else { return nil }
        let median = OrderStatistics(values).median
        self.median = median
        deviation = 1.4826 * OrderStatistics(values.map { abs($0 - median) }).median
    }

    /// How many deviations a value lies above the median. `floor`: what the deviation is taken for at least.
    package func score(_ value: Double, floor: Double) -> Double { (value - median) / max(deviation, floor) }
}
