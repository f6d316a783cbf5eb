// What stands between the collector and being useful, in one place for probes, systemd and people.

import Synchronization
package import Vitals

/// Each role writes how it is; `/health/ready` and the watchdog read.
package final class HealthBoard: Sendable {
    private struct State {
        var isBrokerConnected = false
        var logFailure: String?
        var projectionFailure: String?
        /// When the oldest batch that is not projected yet was received.
        var unprojectedSince: Timestamp?
        var projectionRound: ContinuousClock.Instant?
    }

    private let state = Mutex(State())

    /// A projection that lags longer than this shows people what was, not what is.
    package static let lagMax = Duration.seconds(30)
    /// A loop that has not come around for this long hangs: it looks at least once a second.
    package static let roundMax = Duration.seconds(60)

    package init() {}

    package func broker(isConnected: Bool) { state.withLock { $0.isBrokerConnected = isConnected } }
    package func log(failure: String?) { state.withLock { $0.logFailure = failure } }
    package func projection(failure: String?) { state.withLock { $0.projectionFailure = failure } }

    package func projectionRound(unprojectedSince: Timestamp?) {
        let now = ContinuousClock.now
        state.withLock { state in
            state.unprojectedSince = unprojectedSince
            state.projectionRound = now
        }
    }

    /// Why the collector does not do all of its work; empty when it does.
    package func reasons(at now: Timestamp) -> [String] {
        state.withLock { state in
            var reasons: [String] = []
            if !state.isBrokerConnected { reasons.append("the broker is not connected") }
            if let failure = state.logFailure { reasons.append("the event log cannot be written: \(failure)") }
            if let failure = state.projectionFailure { reasons.append("the views cannot be written: \(failure)") }
            if let since = state.unprojectedSince, now - since > Self.lagMax {
                reasons.append("the projection is \((now - since).wholeMilliseconds / 1000) s behind the event log")
            }
            return reasons
        }
    }

    /// Whether the loops come around. Trouble outside, such as a full disk or a missing broker, is no reason to be restarted.
    package func isAlive() -> Bool {
        let round = state.withLock { $0.projectionRound }
        guard let round else { return true }
        return ContinuousClock.now - round < Self.roundMax
    }
}
