// A heart that does not beat for three seconds, told from a strap that lost the skin: mostly it is the strap.

package import Vitals

/// Says when a single long interval in an otherwise even rhythm was a pause: one that no number of missed beats explains.
///
/// Three seconds are the limit of the guidelines on syncope and pacing (Brignole et al., Eur Heart J 39:1883, 2018, §4.2.4). An interval
/// counts when the eight before it and the three after it are near their median, when it is not near a whole number of those, although a
/// sinoatrial block pauses for just as long, and when it is at most 4.5 of them: longer silences are nearly always lost signal, and most are
/// far from a whole number by chance. So every pause in fibrillation is missed, and that at the end of a tachycardia.
///
/// Measured: of the gaps in 16 recordings of sinus rhythm (nsr2db, 1,865 intervals of 3 to 10 s in 369 h) 4 are taken for pauses, 0.26 a day
/// (6 without the beats after, 1,201 without the limit of 4.5); of pauses of 3 to 4 s that were put into the same recordings 36 % are found,
/// of 3 to 6.5 s 15 %. No recording with real pauses was at hand.
package struct PauseDetector: Hashable, Sendable, Codable {
    /// A long interval of which it is not known yet how the rhythm goes on.
    private struct Candidate: Hashable, Sendable, Codable {
        let milliseconds: Double
        let time: Timestamp
        /// Those before it.
        let usual: [Double]
        let median: Double
        /// How many after it were like those before.
        var following = 0
    }

    package private(set) var isPresent = false
    /// The latest usable intervals in milliseconds, oldest first.
    private var before: [Double] = []
    private var candidate: Candidate?
    private var paused: Timestamp?

    /// How many beats after a pause it is told.
    package static let lookAheadBeats = 3
    /// In milliseconds.
    package static let pauseMin = 3000.0
    private static let usable = 200.0..<pauseMin
    private static let beatsBefore = 8
    /// How far the intervals may lie from the median of those before: a noisy strap pauses for nobody.
    private static let spreadBeforeMax = 0.2
    private static let spreadAfterMax = 0.25
    /// In intervals.
    private static let wholeDistanceMin = 0.1
    private static let beatsMax = 4.5
    /// So long without another pause ends the condition.
    private static let clearAfter = Duration.seconds(60)

    package init() {}

    /// Takes an interval in milliseconds, as the device told it, with its time.
    package mutating func add(rr milliseconds: Double, at time: Timestamp) -> Transition? {
        if let found = found(milliseconds, at: time) {
            paused = found.time
            guard !isPresent else { return nil }
            isPresent = true
            return Transition(
                isPresent: true, since: found.time,
                evidence: [
                    .duration(.milliseconds(found.milliseconds)), Evidence(name: Evidence.limit, value: Self.pauseMin / 1000, unit: "s"),
                    Evidence(name: Evidence.baseline, value: found.median.rounded(), unit: Metric.rrInterval.unit),
                    .intervals(found.usual),
                ])
        }
        guard isPresent, candidate == nil, let paused, time.elapsed(since: paused) >= Self.clearAfter else { return nil }
        isPresent = false
        return Transition(isPresent: false, since: time, evidence: [])
    }

    /// Beats were lost here, or the skin.
    package mutating func interrupt() {
        candidate = nil
        before = []
    }

    /// The pause `lookAheadBeats` before this interval, if it was one.
    private mutating func found(_ milliseconds: Double, at time: Timestamp) -> Candidate? {
        if milliseconds >= Self.pauseMin {
            candidate = candidate(milliseconds, at: time)
            before = []
            return nil
        }
        guard Self.usable.contains(milliseconds) else {
            interrupt()
            return nil
        }
        if before.count >= Self.beatsBefore { before.removeFirst() }
        before.append(milliseconds)
        guard var pause = candidate else { return nil }
        pause.following += 1
        let isLikeBefore = abs(milliseconds - pause.median) <= Self.spreadAfterMax * pause.median
        let isDecided = !isLikeBefore || pause.following >= Self.lookAheadBeats
        candidate = isDecided ? nil : pause
        return isDecided && isLikeBefore ? pause : nil
    }

    private func candidate(_ milliseconds: Double, at time: Timestamp) -> Candidate? {
        guard before.count >= Self.beatsBefore, let median = RobustSpread(of: before)?.median else { return nil }
        let beats = milliseconds / median
        guard before.allSatisfy({ abs($0 - median) <= Self.spreadBeforeMax * median }), beats <= Self.beatsMax,
            abs(beats - beats.rounded()) > Self.wholeDistanceMin
        else { return nil }
        return Candidate(milliseconds: milliseconds, time: time, usual: before, median: median)
    }
}
