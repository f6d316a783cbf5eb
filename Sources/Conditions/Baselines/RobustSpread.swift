// A mean follows every artefact; the middle of the values does not.

/// Median and spread of a few values.
package struct RobustSpread: Hashable, Sendable {
    package let median: Double
    /// 1.4826 times the median absolute deviation: the standard deviation, where values are normal (Hampel, J Am Stat Assoc 69:383, 1974).
    package let deviation: Double

    /// `nil` without values. None may be NaN.
    package init?(of values: [Double]) {
        guard let median = Self.median(values.sorted()) else { return nil }
        self.median = median
        deviation = 1.4826 * (Self.median(values.map { abs($0 - median) }.sorted()) ?? 0)
    }

    /// How many deviations a value lies above the median. `floor`: what the deviation is taken for at least.
    package func score(_ value: Double, floor: Double) -> Double { (value - median) / max(deviation, floor) }

    static func median(_ sorted: [Double]) -> Double? {
        guard !sorted.isEmpty else { return nil }
        let middle = sorted.count / 2
        return sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
    }
}
