// Silence is the one condition that no observation can raise: time alone does.

package import Vitals

/// Says when nothing has come for a while from a person who sent something before, and when something came again.
package struct NoDataDetector: Hashable, Sendable, Codable {
    package private(set) var isPresent = false
    /// The newest observation's time.
    package private(set) var lastObservation: Timestamp?
    /// Whether a simulator made the newest observation.
    package private(set) var isSimulated = false
    /// When something was last heard: the newest observation's time, but never later than the tick after it.
    private var heard: Timestamp?
    /// The latest tick.
    package private(set) var now: Timestamp?

    package init() {}

    /// Takes an observation's time. One that is older than the permitted silence ends nothing: a backlog that arrives is no live signal.
    package mutating func observe(at time: Timestamp, isSimulated: Bool, limits: MonitorLimits) -> Transition? {
        var order = EventOrder(newest: lastObservation)
        guard order.passes(time, now: now) else { return nil }
        lastObservation = time
        self.isSimulated = isSimulated
        let before = heard ?? time
        heard = max(before, time)
        guard isPresent, now.map({ $0.elapsed(since: time) < limits.noDataAfter }) ?? true else { return nil }
        isPresent = false
        return Transition(isPresent: false, since: time, evidence: [.duration(time.elapsed(since: before))])
    }

    /// Takes the time. A value from the future counts as one of now: it must not keep the silence after it unseen.
    package mutating func tick(at now: Timestamp, limits: MonitorLimits) -> Transition? {
        self.now = now
        guard let heard else { return nil }
        let silent = now.elapsed(since: heard)
        if silent < .zero { self.heard = now }
        guard !isPresent, silent >= limits.noDataAfter else { return nil }
        isPresent = true
        return Transition(isPresent: true, since: heard, evidence: [.duration(silent), .limit(limits.noDataAfter)])
    }
}
