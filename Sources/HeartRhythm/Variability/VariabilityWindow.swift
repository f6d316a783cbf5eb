// Heart-rate variability while beats come in: by the clock, and of the latest five minutes.

package import Vitals

/// Keeps the beats of the latest five minutes, and says the variability of each five minutes of the clock when they are over.
///
/// One buffer serves both windows, since a window of the clock is never longer than the sliding one. Computing figures from the beats each
/// time, instead of updating sums, leaves no rounding behind, however long a person is observed: 0.3 ms for all of them. A beat that ends
/// no window costs 0.1 µs.
///
/// Beats come in the order of event time. One that ends no later than its predecessor is not taken, and counted. One that is earlier by
/// more than a window means that the clock was set back, or that the beats before it had a wrong time: then the window is finished and a new
/// one begun, so that a single wrong time far in the future costs five minutes, not all that follows.
package struct VariabilityWindow: Hashable, Sendable {
    /// Of both windows: the Task Force's short-term recording.
    package static let length = Duration.seconds(300)
    /// 5 min × 192 beats a minute. Where more come, the oldest leave early, and the share of usable time says so.
    package static let beatsMax = 960
    /// Beats that are too old leave in groups: (960 + 64) × 24 bytes = 24 KiB at most, 12 KiB below 89 beats a minute.
    static let expiredMax = 64
    /// Event times of straps are times of arrival, up to a second late: silence longer than the interval by this much is a gap.
    package static let gapMin = Duration.seconds(2)
    private static let lengthMilliseconds = length.wholeMilliseconds

    /// The latest beats, and up to `expiredMax` that are no longer of interest.
    private(set) var intervals: [CorrectedInterval] = []
    /// When each ended, ms since 1970, ascending.
    private(set) var ends: [Int64] = []
    /// Whether beats are missing after the latest.
    private(set) var isInterrupted = false
    /// How many beats were not taken: out of order, twice, or at a time that no calendar has.
    package private(set) var rejectedCount = 0

    package init() {}

    /// As it was stored; nil where the parts contradict each other.
    init?(intervals: [CorrectedInterval], ends: [Int64], isInterrupted: Bool, rejectedCount: Int) {
        let calendar = Timestamp.first.milliseconds...Timestamp.last.milliseconds
        guard intervals.count == ends.count, ends.count <= Self.beatsMax + Self.expiredMax, rejectedCount >= 0,
            ends.allSatisfy(calendar.contains), zip(ends, ends.dropFirst()).allSatisfy({ $0 < $1 })
        else { return nil }
        self.intervals = intervals
        self.ends = ends
        self.isInterrupted = isInterrupted
        self.rejectedCount = rejectedCount
    }

    /// Takes the interval that ended at `end`; returns the window of the clock that is over with it, if it held a beat.
    ///
    /// An interval outside the metric's plausible range counts as an unusable beat with a gap at its place.
    package mutating func add(_ interval: CorrectedInterval, endingAt end: Timestamp) -> WindowVariability? {
        guard Timestamp.first <= end, end <= Timestamp.last else {
            rejectedCount &+= 1
            return nil
        }
        var finished: WindowVariability?
        var followsGap = interval.followsGap || isInterrupted
        if let last = ends.last {
            let elapsed = end.milliseconds - last
            if elapsed < -Self.lengthMilliseconds {
                finished = finish()
            } else if elapsed <= 0 {
                rejectedCount &+= 1
                // The next beat follows this one, which is not here; unless this one is here already.
                if elapsed < 0 || interval.milliseconds != intervals.last?.milliseconds { interrupt() }
                return nil
            } else if Self.windowStart(of: last) != Self.windowStart(of: end.milliseconds) {
                finished = variabilityOfClockWindow
            }
            followsGap = followsGap || Double(elapsed) - interval.milliseconds > Double(Self.gapMin.wholeMilliseconds)
        }
        removeBeats(upTo: end.milliseconds - Self.lengthMilliseconds)
        let isPlausible = Metric.rrInterval.plausible.contains(interval.milliseconds)
        let milliseconds = isPlausible ? interval.milliseconds : 0
        intervals.append(
            CorrectedInterval(milliseconds: milliseconds, isNormal: interval.isNormal && isPlausible, followsGap: followsGap))
        ends.append(end.milliseconds)
        isInterrupted = false
        return finished
    }

    /// Says that beats are missing here: the intervals before and after are no neighbours.
    package mutating func interrupt() { isInterrupted = true }

    /// Ends the observation: the strap came off, or the recording is over. Returns what the open window held, and forgets all beats.
    package mutating func finish() -> WindowVariability? {
        let finished = variabilityOfClockWindow
        intervals.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        isInterrupted = false
        return finished
    }

    /// The variability of the five minutes up to the latest beat; nil before the first.
    package var latest: HeartRateVariability? {
        ends.last.map { variability(after: $0 - Self.lengthMilliseconds) }
    }

    /// The window of the clock that the latest beat lies in, as far as it has come.
    private var variabilityOfClockWindow: WindowVariability? {
        guard let last = ends.last else { return nil }
        let start = Self.windowStart(of: last)
        return WindowVariability(start: Timestamp(milliseconds: start), variability: variability(after: start - 1))
    }

    private func variability(after time: Int64) -> HeartRateVariability {
        let first = max(ends.firstIndex { $0 > time } ?? ends.endIndex, ends.count - Self.beatsMax)
        return HeartRateVariability(of: intervals.span.extracting(first..<intervals.count), lasting: Self.length)
    }

    private mutating func removeBeats(upTo time: Int64) {
        let isFull = ends.count == Self.beatsMax + Self.expiredMax
        guard ends.count >= Self.expiredMax, isFull || ends[Self.expiredMax - 1] <= time else { return }
        // After a silence more than a group is too old.
        let expired = max(ends.firstIndex { $0 > time } ?? ends.endIndex, Self.expiredMax)
        intervals.removeFirst(expired)
        ends.removeFirst(expired)
    }

    private static func windowStart(of milliseconds: Int64) -> Int64 {
        milliseconds - milliseconds.flooredQuotientAndRemainder(dividingBy: lengthMilliseconds).remainder
    }
}
