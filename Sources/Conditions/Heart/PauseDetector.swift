// A heart that does not beat for three seconds and more, told from a strap that missed a beat.

package import Vitals

/// Says when an interval was a pause: 3 s and more among beats that were regular before, and no whole number of missed beats.
///
/// Three seconds are the limit of the guidelines on syncope and pacing (Brignole et al., Eur Heart J 39:1883, 2018, §4.2.4). A beat that the
/// strap missed makes an interval of twice the one before, two of three times: within an eighth of a whole number the interval is not
/// believed, although a sinoatrial block pauses for just as long. So a pause is only suspected, and some are missed.
package struct PauseDetector: Hashable, Sendable, Codable {
    package private(set) var isPresent = false
    /// The latest usable intervals in milliseconds, oldest first.
    private var before: [Double] = []
    private var paused: Timestamp?

    /// In milliseconds. A longer silence is a strap that was taken off.
    package static let pause = 3000.0...10_000
    private static let beatsMin = 6
    private static let beatsMax = 8
    /// How far the intervals before may lie from their median: a noisy strap pauses for nobody.
    private static let spreadMax = 0.15
    private static let wholeMax = 0.125
    /// So long without another pause ends the condition.
    private static let clearAfter = Duration.seconds(60)

    package init() {}

    /// Takes an interval in milliseconds, as the device told it, with its time.
    package mutating func add(rr milliseconds: Double, at time: Timestamp) -> Transition? {
        guard Self.pause.contains(milliseconds) else {
            if milliseconds >= Metric.rrInterval.plausible.lowerBound, milliseconds < Self.pause.lowerBound {
                if before.count >= Self.beatsMax { before.removeFirst() }
                before.append(milliseconds)
            } else {
                before = []
            }
            guard isPresent, let paused, time.elapsed(since: paused) >= Self.clearAfter else { return nil }
            isPresent = false
            return Transition(isPresent: false, since: time, evidence: [])
        }
        let usual = before
        before = []
        guard usual.count >= Self.beatsMin, let spread = RobustSpread(of: usual),
            usual.allSatisfy({ abs($0 - spread.median) <= Self.spreadMax * spread.median })
        else { return nil }
        let beats = milliseconds / spread.median
        guard abs(beats - beats.rounded()) > Self.wholeMax else { return nil }
        paused = time
        guard !isPresent else { return nil }
        isPresent = true
        return Transition(
            isPresent: true, since: time,
            evidence: [
                .duration(.milliseconds(milliseconds)), Evidence(name: Evidence.limit, value: Self.pause.lowerBound / 1000, unit: "s"),
                Evidence(name: Evidence.baseline, value: spread.median.rounded(), unit: Metric.rrInterval.unit), .intervals(usual),
            ])
    }
}
