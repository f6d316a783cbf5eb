// How seldom a pattern of beats that came twice goes on the same way.

/// Sample entropy of intervals: 0 for a pattern that repeats, higher the less foreseeable the next beat is.
///
/// Source: Richman & Moorman, "Physiological time-series analysis using approximate entropy and sample entropy", Am J Physiol Heart Circ
/// Physiol 278:H2039 (2000): −ln (A/B), B the pairs of different patterns of m = 2 intervals of which no two places differ by more than r,
/// A those that still match with the next interval. Every pair is compared: n²/2 steps, 0.1 ms for 444 beats.
package enum SampleEntropy {
    /// Which of the recipes in use; their values differ and cannot be compared with each other.
    package enum Recipe: Hashable, Sendable {
        /// r = 0.2 standard deviations; A and B among the same n − 2 patterns, as the paper has it.
        case richmanMoorman
        /// That of the PhysioNet Cardiovascular Signal Toolbox (Vest et al., Physiol Meas 39:105004, 2018): r = 0.15 standard deviations;
        /// B among all n − 1 patterns, and A and B as shares of the possible pairs.
        case physioNetToolbox

        var toleranceInDeviations: Double { self == .richmanMoorman ? 0.2 : 0.15 }
    }

    /// Nil for fewer than four intervals, and where no pattern comes twice or none of them goes on the same way: it is unbounded then.
    package static func of(_ intervals: [Double], recipe: Recipe = .richmanMoorman) -> Double? {
        let count = intervals.count
        guard count >= 4 else { return nil }
        let tolerance = recipe.toleranceInDeviations * standardDeviation(of: intervals)
        guard tolerance.isFinite else { return nil }
        var matchesOfTwo = 0
        var matchesOfThree = 0
        for lag in 1..<(count - 1) {
            // Whether the interval before, and the two before, matched the ones `lag` later: 1 or 0.
            var last = 0
            var lastTwo = 0
            for index in 0..<(count - lag) {
                let isClose = abs(intervals[index] - intervals[index + lag]) <= tolerance ? 1 : 0
                matchesOfThree += isClose & lastTwo
                lastTwo = isClose & last
                matchesOfTwo += lastTwo
                last = isClose
            }
            // The last pattern of two has no next interval that could match: the paper leaves it out.
            if recipe == .richmanMoorman { matchesOfTwo -= lastTwo }
        }
        guard matchesOfThree > 0 else { return nil }
        let ratio = Double(matchesOfThree) / Double(matchesOfTwo)
        switch recipe {
        case .richmanMoorman:
            return -ElementaryFunctions.logarithm(ratio)
        case .physioNetToolbox:
            // (n − 1)(n − 2)/2 pairs of patterns of two, (n − 2)(n − 3)/2 of three.
            return -ElementaryFunctions.logarithm(ratio * Double(count - 1) / Double(count - 3))
        }
    }

    private static func standardDeviation(of values: [Double]) -> Double {
        let mean = values.reduce(0, +) / Double(values.count)
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return (squares / Double(values.count - 1)).squareRoot()
    }
}
