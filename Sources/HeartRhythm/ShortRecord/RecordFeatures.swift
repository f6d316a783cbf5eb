// What of a short record tells fibrillation from other irregularity: seven numbers, each with a meaning and a direction.

/// How ordered the intervals of one short record are. All features are relative to the median interval, so the rate plays no part.
struct RecordFeatures: Hashable, Sendable {
    /// Of the pairs of like intervals, the share whose successors are alike too, as in sample entropy (Richman and Moorman 2000, m = 1);
    /// shrunk towards ¼ where there are few pairs. From 0 to 1; high in any order that repeats.
    let predictability: Double
    /// The highest autocorrelation at 2 to 8 beats, of intervals limited to ±35 % of the mean; high in respiratory swings and bigeminy.
    let periodicity: Double
    /// The share of intervals shorter than 0.6 or longer than 1.6 medians, of 0 to 1; high where beats were missed or invented.
    let outlying: Double
    /// The share of neighbouring differences, both above 2 %, with opposite signs, of 0 to 1; ⅔ for intervals that are independent.
    let turning: Double
    /// The share of premature beats whose pause makes up for the time lost, of 0 to 1.
    let compensated: Double
    /// The smallest of the medians of |RRᵢ − RRᵢ₋ₖ|, k from 1 to 4: small in bigeminy at k = 2, in trigeminy at k = 3.
    let unlikeness: Double
    /// Root mean square of successive differences where both intervals are within 30 % of the median.
    let coreDifference: Double
    /// From the tenth to the ninetieth percentile, mended.
    let spread: Double

    /// Two intervals are alike when they differ by less than this share of the median: 64 ms at 75/min, more than a detector's jitter.
    private static let alike = 0.08
    private static let turnMin = 0.02
    private static let clip = 0.35

    /// - Parameter relative: intervals as multiples of their median, at least eight.
    init(_ relative: [Double]) {
        let count = relative.count
        let differences = zip(relative.dropFirst(), relative).map { $0 - $1 }
        predictability = Self.predictability(relative)
        periodicity = Self.periodicity(relative)
        outlying = Double(relative.count { $0 < 0.6 || $0 > 1.6 }) / Double(count)
        let signs = differences.map { $0.magnitude < Self.turnMin ? 0 : $0 < 0 ? -1 : 1 }
        turning = Double(zip(signs.dropFirst(), signs).count { $0 * $1 < 0 }) / Double(max(signs.count - 1, 1))
        let pairs = zip(relative, relative.dropFirst())
        compensated = Double(pairs.count { $0 < 0.9 && $1 > 1.05 && ($0 + $1 - 2).magnitude < 0.1 }) / Double(count - 1)
        unlikeness = (1...4).reduce(Double.infinity) { least, lag in
            guard count > lag + 3 else { return least }
            return min(least, OrderStatistics(zip(relative.dropFirst(lag), relative).lazy.map { ($0 - $1).magnitude }).median)
        }
        let core = pairs.filter { ($0 - 1).magnitude < 0.3 && ($1 - 1).magnitude < 0.3 }
        let squares = core.reduce(0.0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
        coreDifference = (squares / Double(core.count + 1)).squareRoot()
        let order = OrderStatistics(relative)
        spread = order.quantile(0.9) - order.quantile(0.1)
    }

    private static func predictability(_ relative: [Double]) -> Double {
        var like = 0
        var repeated = 0
        for later in 1..<max(relative.count - 1, 1) {
            for earlier in 0..<later where (relative[later] - relative[earlier]).magnitude < alike {
                like += 1
                if (relative[later + 1] - relative[earlier + 1]).magnitude < alike { repeated += 1 }
            }
        }
        return Double(repeated + 1) / Double(like + 4)
    }

    private static func periodicity(_ relative: [Double]) -> Double {
        let count = relative.count
        let mean = relative.reduce(0, +) / Double(count)
        let limited = relative.map { min(max($0 - mean, -clip), clip) }
        let power = max(limited.reduce(0) { $0 + $1 * $1 } / Double(count), 1e-9)
        var highest = -1.0
        for lag in 2...8 where count - lag >= 6 {
            let product = zip(limited.dropFirst(lag), limited).reduce(0) { $0 + $1.0 * $1.1 }
            highest = max(highest, product / Double(count - lag) / power)
        }
        return highest
    }
}

extension Sequence {
    /// `count(where:)` for the pairs of a `zip`, which come as tuples.
    fileprivate func count<First, Second>(_ matches: (First, Second) -> Bool) -> Int where Element == (First, Second) {
        reduce(0) { matches($1.0, $1.1) ? $0 + 1 : $0 }
    }
}
