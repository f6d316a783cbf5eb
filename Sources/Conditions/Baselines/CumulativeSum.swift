// Many small steps in one direction say more than one large one.

/// A one-sided cumulative sum of deviations (Page, Biometrika 41:100, 1954).
package struct CumulativeSum: Hashable, Sendable, Codable {
    /// In deviations: what is forgiven with each value. Half the shift that is looked for.
    package let slack: Double
    /// The sum grows no further than this, so that a long elevation is forgotten in days, not weeks.
    package let ceiling: Double
    package private(set) var sum = 0.0

    package init(slack: Double = 0.5, ceiling: Double = 12) {
        self.slack = slack
        self.ceiling = ceiling
    }

    /// Takes a deviation; NaN counts for nothing.
    package mutating func add(_ deviation: Double) {
        guard !deviation.isNaN else { return }
        sum = min(max(0, sum + deviation - slack), ceiling)
    }
}
