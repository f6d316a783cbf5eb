// The role that understands: it follows the event log and keeps the views, a transaction at a time.

import Alarms
import Conditions
import EventLog
import Logging
import ServiceLifecycle
import Telemetry
import Uplink
import Vitals

/// Follows the log from its checkpoint. Observations, detectors, alarms and the checkpoint move in one transaction, so each batch counts
/// exactly once, however often the process ends.
struct ProjectionService: Service {
    let log: any BatchLog
    let store: ProjectionStore
    let projector: Projector
    let signal: WakeSignal
    let followers: [WakeSignal]
    let health: HealthBoard
    let metrics: ProjectionMetrics
    let clock: WallClock
    let logger: Logger

    /// How often silence is looked for, and how long the log is left alone without a signal.
    static let interval = Duration.seconds(1)

    func run() async throws {
        try await cancelWhenGracefulShutdown { try await follow() }
    }

    private func follow() async throws {
        var state = try await store.load(limits: projector.limits)
        logger.info(
            "projection starts", metadata: ["log.offset": "\(state.checkpoint)", "people": "\(state.people.count)"])
        var schedule = TickSchedule(start: ContinuousClock.now, grace: projector.limits.noDataAfter)
        var delay = RetryDelay()
        while !Task.isCancelled {
            do {
                let next = try await advance(&state, &schedule)
                delay.succeeded()
                health.projection(failure: nil)
                if next == nil { await signal.wait(atMost: Self.interval) }
            } catch  where Task.isCancelled {
                break
            } catch {
                let pause = delay.failed()
                metrics.failures.increment()
                health.projection(failure: StoreErrorText.of(error))
                logger.error(
                    "cannot move the projection, trying again",
                    metadata: ["error": "\(StoreErrorText.of(error))", "retry.seconds": "\(pause.inSeconds)"])
                try? await Task.sleep(for: pause)
            }
        }
    }

    /// One step: a bounded number of batches, then the tick if it is due. Returns since when something waits, if anything does.
    func advance(_ state: inout ProjectionState, _ schedule: inout TickSchedule) async throws -> Timestamp? {
        let batches = try await log.read(after: state.checkpoint, limit: ProjectionLimit.read)
        if !batches.isEmpty || !state.unsettledBoots.isEmpty {
            var round = ProjectionRound()
            for batch in batches { projector.apply(batch, to: &round, over: state) }
            try await commit(round, &state)
        }
        let next = try await log.read(after: state.checkpoint, limit: ReadLimit(batchesMax: 1, bytesMax: 1)).first
        if schedule.isDue(at: ContinuousClock.now) {
            // Silence counts from what has been projected: a backlog in the log must not look like missing data.
            try await tick(at: next?.received ?? clock.now(), &state)
            try await store.compact(at: clock.now())
        }
        let last = try await log.lastOffset()
        metrics.offset.set(Double(state.checkpoint))
        metrics.lagBatches.set(Double(max(0, last - state.checkpoint)))
        metrics.lagSeconds.set(next.map { max(0, (clock.now() - $0.received).inSeconds) } ?? 0)
        metrics.peopleWatched.set(Double(state.people.count))
        health.projectionRound(unprojectedSince: next?.received)
        return next?.received ?? (state.unsettledBoots.isEmpty ? nil : clock.now())
    }

    private func tick(at now: Timestamp, _ state: inout ProjectionState) async throws {
        var round = ProjectionRound()
        projector.tick(at: now, round: &round, over: &state)
        guard !round.isEmpty else { return }
        try await commit(round, &state)
    }

    private func commit(_ round: ProjectionRound, _ state: inout ProjectionState) async throws {
        let committed = try await store.commit(round, over: state, at: clock.now())
        state.merge(round, unsettledBoots: committed.unsettledBoots)
        metrics.observations.increment(by: round.observations.count)
        metrics.movedBatches.increment(by: committed.movedBatches)
        metrics.record(round.counts)
        metrics.record(round.gaps)
        for recorded in round.gaps {
            logger.warning(
                "gateway lost frames",
                metadata: [
                    "gateway.id": "\(recorded.gateway)", "gap.reason": "\(recorded.gap.reason.rawValue)",
                    "gap.frames": "\(recorded.gap.frames == 0 ? "unknown" : "\(recorded.gap.frames)")",
                    "gap.class": "\(recorded.gap.durability?.text ?? "unknown")",
                ])
        }
        for alarm in round.alarms {
            (alarm.state == .on ? metrics.alarmsOn : metrics.alarmsOff).increment()
            logger.info(
                "alarm changed",
                metadata: [
                    "alarm.kind": "\(alarm.kind.rawValue)", "alarm.priority": "\(alarm.priority.rawValue)",
                    "alarm.state": "\(alarm.state.rawValue)", "simulated": "\(alarm.isSimulated)",
                ])
        }
        for follower in followers { follower.raise() }
    }
}
