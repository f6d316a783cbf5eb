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
    /// The latest time that anything was received, or that passed without.
    package private(set) var now: Timestamp?

    package init() {}

    /// Takes an observation's time. One that is older than the permitted silence ends nothing: a backlog that arrives is no live signal.
    package mutating func observe(at time: Timestamp, isSimulated: Bool, limits: MonitorLimits) -> Transition? {
        var order = EventOrder(newest: lastObservation)
        guard order.passes(time, now: now) else { return nil }
        lastObservation = time
        self.isSimulated = isSimulated
        let before = heard ?? time
        heard = min(max(before, time), now ?? time)
        guard isPresent, now.map({ $0.elapsed(since: time) < limits.noDataAfter }) ?? true else { return nil }
        isPresent = false
        return Transition(isPresent: false, since: time, evidence: [.duration(time.elapsed(since: before))])
    }

    /// Says that it is so late now. A value from the future counts as one of now: it must not keep the silence after it unseen.
    package mutating func advance(to now: Timestamp) {
        self.now = now
        if let heard, heard > now { self.heard = now }
    }

    /// Whether `tick` would raise the condition.
    package func isDue(at now: Timestamp, limits: MonitorLimits) -> Bool {
        guard !isPresent, let heard else { return false }
        return now.elapsed(since: heard) >= limits.noDataAfter
    }

    /// Takes the time.
    package mutating func tick(at now: Timestamp, limits: MonitorLimits) -> Transition? {
        advance(to: now)
        guard isDue(at: now, limits: limits), let heard else { return nil }
        let silent = now.elapsed(since: heard)
        isPresent = true
        return Transition(isPresent: true, since: heard, evidence: [.duration(silent), .limit(limits.noDataAfter)])
    }
}
