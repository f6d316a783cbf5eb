// Series come every second or every hour, with gaps: only the series itself says which.

/// Learns the usual interval between samples, and says how many intervals have passed.
struct SampleClock: Hashable, Sendable, Codable {
    /// Seconds; follows the median of the intervals by 5 % a sample. 0 before the second sample.
    private(set) var interval = 0.0
    /// The time of the latest sample; nil before the first.
    private var last: Double?
    /// Seconds between samples in all, forward steps only: a clock that was wrong once cannot hold it back.
    private(set) var elapsed = 0.0

    /// A pause of more than this many intervals is a gap: what came before fades in proportion.
    static let gapIntervalsMin = 30.0
    /// ±30,000 years: beyond, a double no longer tells seconds from each other safely.
    private static let secondsMax = 1e12

    /// How many intervals have passed since the last sample: 1, unless there was a gap. Clocks that stand or go back count as 1.
    mutating func advance(to seconds: Double) -> Double {
        guard seconds.isFinite, abs(seconds) <= Self.secondsMax else { return 1 }
        defer { self.last = seconds }
        guard let last else { return 1 }
        let passed = seconds - last
        guard passed > 0 else { return 1 }
        elapsed += passed
        if interval == 0 {
            interval = passed
        } else if passed > interval {
            interval *= 1.05
        } else if passed < interval {
            interval /= 1.05
        }
        return passed > Self.gapIntervalsMin * interval ? passed / interval : 1
    }

    /// The time of the latest sample in seconds.
    var now: Double { last ?? 0 }
}
