// A heart that beats too fast or too slowly for a while; one detector for each limit.

package import Vitals

/// Says when the heart rate has been beyond a limit for the whole of a delay, and when it came back.
///
/// A condition that is present stays so until values say otherwise: silence is no evidence that it ended.
package struct HeartRateDetector: Hashable, Sendable, Codable {
    package enum Side: String, Hashable, Sendable, Codable {
        case high
        case low
    }

    private let side: Side
    package private(set) var isPresent = false
    private var evidence = Sustained()

    package init(_ side: Side) {
        self.side = side
    }

    /// Takes a trusted heart rate in beats a minute, not older than the one before.
    package mutating func add(_ rate: Double, at time: Timestamp, limits: MonitorLimits) -> Transition? {
        let limit = side == .high ? limits.heartRateMax : limits.heartRateMin
        let beyond = side == .high ? rate - limit : limit - rate
        // The value that would change the condition must hold: beyond the limit while absent, inside by the margin while present.
        let holds = isPresent ? beyond <= -limits.heartRateMargin : beyond > 0
        let delay = isPresent ? limits.heartRateClearDelay : limits.heartRateDelay
        guard let held = evidence.update(holds: holds, at: time, gapMax: limits.evidenceGapMax), held >= delay, let since = evidence.since
        else { return nil }
        isPresent.toggle()
        evidence.reset()
        return Transition(isPresent: isPresent, since: since, evidence: [.heartRate(rate), .limit(rate: limit), .duration(held)])
    }
}
