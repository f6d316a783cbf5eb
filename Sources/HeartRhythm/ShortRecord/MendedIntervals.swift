// A detector of beats in a noisy recording takes a T wave for a beat, or misses one; both look like an irregular rhythm.

/// Intervals with the two commonest errors of beat detectors undone, as multiples of their median.
///
/// Two neighbours that are both short, and together as long as the intervals around, are one interval that was split; an interval twice as
/// long as those around is two. Beats without order rarely make either by chance: in fibrillation, seen by a good detector of beats, one
/// interval in 200 is changed. The idea is that of the extra and missed beats of Lipponen and Tarvainen (J Med Eng Technol 43(3):173,
/// 2019), with the median of ten neighbours instead of thresholds that adapt over 91 beats, which a record of 30 s does not have.
struct MendedIntervals {
    /// Each interval divided by their median.
    let relative: [Double]

    /// How far a sum, or a half, may lie from the interval expected here; respiration changes neighbours by up to about a tenth.
    private static let tolerance = 0.12
    /// Both halves of a split interval are shorter than this share of the interval expected.
    private static let shortMax = 0.8
    /// Four intervals before and five after the current one say what is expected here.
    private static let before = 4
    private static let after = 5

    /// - Parameter intervals: in milliseconds, each finite and positive, at least one.
    init(_ intervals: [Double]) {
        var mended: [Double] = []
        mended.reserveCapacity(intervals.count + 8)
        var index = 0
        while index < intervals.count {
            let interval = intervals[index]
            let around = intervals[max(0, index - Self.before)..<min(intervals.count, index + Self.after + 1)]
            let expected = OrderStatistics(around).median
            let next = index + 1 < intervals.count ? intervals[index + 1] : .infinity
            if interval < Self.shortMax * expected, next < Self.shortMax * expected,
                (interval + next - expected).magnitude < Self.tolerance * expected
            {
                mended.append(interval + next)
                index += 2
                continue
            }
            if (interval - 2 * expected).magnitude < Self.tolerance * expected {
                mended.append(interval / 2)
                mended.append(interval / 2)
            } else {
                mended.append(interval)
            }
            index += 1
        }
        let median = OrderStatistics(mended).median
        relative = mended.map { $0 / median }
    }
}
