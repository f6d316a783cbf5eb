// The role that understands: it follows the event log and keeps the views, a transaction at a time.

import Alarms
import Conditions
import EventLog
import Logging
import ServiceLifecycle
import Telemetry
import Uplink
import Vitals

/// Follows the log from its checkpoint. Observations, alarms and the checkpoint move in one transaction; what detectors remember is saved in
/// turn, and what was not saved is made again from the log. So each event counts exactly once, however often the process ends.
struct ProjectionService: Service {
    let log: any DurableLog
    let store: ProjectionStore
    /// What the settings say now; they become an event when they are not those of the log.
    let configured: SettingsEvent?
    /// Where a replay may have left other views; `nil`: nowhere.
    let adoption: ViewsAdoption?
    let signal: WakeSignal
    let followers: [WakeSignal]
    /// Where followers in this process find what is new; `nil`: in the views alone.
    let board: NewsBoard?
    let health: HealthBoard
    let metrics: ProjectionMetrics
    let clock: WallClock
    let logger: Logger

    private let projector = Projector()

    /// Transactions before other work is looked at: a second of them.
    private static let roundsMax = 4

    /// How often silence is looked for, and how long the log is left alone without a signal.
    static let interval = Duration.seconds(1)

    init(
        log: any DurableLog, store: ProjectionStore, configured: SettingsEvent?, adoption: ViewsAdoption? = nil, signal: WakeSignal,
        followers: [WakeSignal], board: NewsBoard? = nil,
        health: HealthBoard, metrics: ProjectionMetrics, clock: WallClock, logger: Logger
    ) {
        (self.log, self.store, self.configured, self.adoption) = (log, store, configured, adoption)
        (self.signal, self.followers, self.board, self.health, self.metrics) = (signal, followers, board, health, metrics)
        (self.clock, self.logger) = (clock, logger)
    }

    func run() async throws {
        try await cancelWhenGracefulShutdown { try await follow() }
    }

    private func follow() async throws {
        var schedule = TickSchedule(start: ContinuousClock.now, grace: configured?.limits.noDataAfter ?? .zero)
        var delay = RetryDelay()
        var known: ProjectionState?
        while !Task.isCancelled {
            do {
                var state: ProjectionState
                if let known { state = known } else { state = try await begin() }
                known = nil
                let next = try await advance(&state, &schedule)
                if let file = adoption?.files.waiting {
                    // What is in memory here belongs to the old views.
                    await adopt(file)
                    continue
                }
                known = state
                delay.succeeded()
                health.projection(failure: nil)
                if next == nil { await signal.wait(atMost: Self.interval) }
            } catch  where Task.isCancelled {
                break
            } catch {
                // What is in memory may be ahead of the database: it is read again.
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

    private func adopt(_ file: String) async {
        do {
            try await adoption?.adopt(file, insteadOf: store.views)
            logger.info("views made anew by a replay are in use")
        } catch {
            adoption?.files.withdraw()
            logger.error("views made anew by a replay cannot be used", metadata: ["error": "\(StoreErrorText.of(error))"])
        }
    }

    /// Settings that are not those of the log become an event. Called before anything is received, so that what comes is taken by them.
    func configure() async throws {
        guard let configured else { return }
        let last = try await log.latest(.settings, of: .collector).flatMap { try? Decision($0) }
        guard last != .settings(configured) else { return }
        _ = try await log.append([.own(.settings, JSON.bytes(configured), at: clock.now())])
    }

    /// What is known now.
    func begin() async throws -> ProjectionState {
        var state = try await load()
        if state.place.checkpoint == 0 { state.historyBefore = clock.now() - ProjectionLimit.liveWindow }
        logger.info(
            "projection starts", metadata: ["log.offset": "\(state.place.checkpoint)", "people": "\(state.people.count)"])
        return state
    }

    /// What was saved, and what the log has since.
    func load() async throws -> ProjectionState {
        var state = try await store.load()
        var offset = state.place.redoFrom
        while offset < state.place.checkpoint {
            let events = try await log.read(after: offset, limit: ProjectionLimit.read).filter { $0.offset <= state.place.checkpoint }
            guard let last = events.last else { break }
            // The views have what comes of it.
            var round = ProjectionRound()
            for event in events { projector.apply(event, to: &state, &round) }
            // But for batches that a clock left behind, of which the saved state did not know.
            state.unsettledBoots = state.unsettledBoots.union(round.turnedBoots).subtracting(round.forgottenBoots)
            offset = last.offset
            health.projectionRound(unprojectedSince: last.received)
        }
        return state
    }

    /// One step: a bounded number of events, then the tick if it is due. Returns since when something waits, if anything does.
    func advance(_ state: inout ProjectionState, _ schedule: inout TickSchedule) async throws -> Timestamp? {
        let observations = try await project(
            &state, through: .max, ProjectionLimit.read, saving: .inTurn, compacting: ProjectionLimit.compactedGatewaysBeside)
        if observations == 0, !state.unsettledBoots.isEmpty { try await commit(ProjectionRound(), &state) }
        let next = try await log.read(after: state.place.checkpoint, limit: ReadLimit(eventsMax: 1, bytesMax: 1)).first
        var hasTicked = false
        if schedule.isDue(at: ContinuousClock.now) {
            // Silence counts from what has been projected: a backlog in the log must not look like missing data.
            hasTicked = try await tick(at: next?.received ?? clock.now(), &state, &schedule)
        }
        if observations == 0 { try await store.compact(at: clock.now()) }
        let last = try await log.lastOffset()
        metrics.offset.set(Double(state.place.checkpoint))
        metrics.lagBatches.set(Double(max(0, last - state.place.checkpoint)))
        metrics.lagSeconds.set(next.map { max(0, (clock.now() - $0.received).inSeconds) } ?? 0)
        metrics.peopleWatched.set(Double(state.people.count))
        health.projectionRound(unprojectedSince: next?.received)
        return next?.received ?? (state.unsettledBoots.isEmpty && !hasTicked ? nil : clock.now())
    }

    /// Applies the next events up to an offset. Returns how many observations came of them. `compacting`: with each transaction so many
    /// gateways.
    func project(
        _ state: inout ProjectionState, through end: Int64, _ limit: ReadLimit, saving: ProjectionState.Saving,
        compacting gateways: Int = 0
    ) async throws -> Int {
        var rest: ArraySlice<LoggedEvent> = []
        var (observations, rounds) = (0, 0)
        var next = try await round(&state, &rest, through: end, limit)
        while let round = next {
            observations += round.observations.count
            rounds += 1
            let write = state.write(round, saving: saving)
            async let written = store.commit(write, at: clock.now(), compacting: gateways)
            // What follows is read and applied while this is written.
            next = nil
            if write.mayBeOverlapped, rounds < Self.roundsMax { next = try await self.round(&state, &rest, through: end, limit) }
            committed(write, try await written, &state)
            if next == nil, !rest.isEmpty { next = try await self.round(&state, &rest, through: end, limit) }
        }
        return observations
    }

    /// What the next events change, of which some may be left over in `rest`; `nil` without events.
    private func round(
        _ state: inout ProjectionState, _ rest: inout ArraySlice<LoggedEvent>, through end: Int64, _ limit: ReadLimit
    ) async throws -> ProjectionRound? {
        if rest.isEmpty { rest = try await log.read(after: state.place.checkpoint, limit: limit).filter { $0.offset <= end }[...] }
        guard let first = rest.first else { return nil }
        // A decision is about what came before it: it has a transaction of its own.
        let count = first.isDecision ? 1 : rest.firstIndex(where: \.isDecision).map { $0 - rest.startIndex } ?? rest.count
        var round = ProjectionRound()
        for event in rest.prefix(count) { projector.apply(event, to: &state, &round) }
        rest = rest.dropFirst(count)
        return round
    }

    /// Where time alone changes something, it becomes an event: a replay then finds it at the same place.
    private func tick(at now: Timestamp, _ state: inout ProjectionState, _ schedule: inout TickSchedule) async throws -> Bool {
        guard schedule.timeOffset <= state.place.checkpoint, state.isSomebodyDue(at: now) else { return false }
        if case .stored(let offset)? = try await log.append([.own(.time, [], at: now)]).first { schedule.timeOffset = offset }
        return true
    }

    func commit(_ round: ProjectionRound, _ state: inout ProjectionState, saving: ProjectionState.Saving = .inTurn) async throws {
        let write = state.write(round, saving: saving)
        committed(write, try await store.commit(write, at: clock.now()), &state)
    }

    private func committed(_ write: ProjectionWrite, _ committed: ProjectionStore.Committed, _ state: inout ProjectionState) {
        if !write.unsettled.isEmpty { state.unsettledBoots = committed.unsettledBoots }
        if let failure = committed.compactionFailure {
            metrics.failures.increment()
            logger.error("cannot share out fresh samples, they stay where they are", metadata: ["error": "\(failure)"])
        }
        metrics.observations.increment(by: write.round.observations.count)
        metrics.movedBatches.increment(by: committed.movedBatches)
        metrics.record(write.round.counts)
        metrics.record(write.round.gaps)
        tell(write.round)
        if committed.to > committed.from {
            let shown = write.round.observations
            board?.post(
                NewsBoard.Posted(
                    file: committed.file, from: committed.from, to: committed.to,
                    observations: shown.contains { $0.metric.isWaveform } ? shown.filter { !$0.metric.isWaveform } : shown))
        }
        for follower in followers { follower.raise() }
    }

    private func tell(_ round: ProjectionRound) {
        if round.counts.eventsDamaged > 0 {
            logger.error(
                "events of the log are damaged and left out", metadata: ["events": "\(round.counts.eventsDamaged)"])
        }
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
            if alarm.revision == 1 { metrics.alarmsOn.increment() }
            if alarm.state == .off { metrics.alarmsOff.increment() }
            logger.info(
                "alarm changed",
                metadata: [
                    "alarm.kind": "\(alarm.kind.rawValue)", "alarm.priority": "\(alarm.priority.rawValue)",
                    "alarm.state": "\(alarm.state.rawValue)", "simulated": "\(alarm.isSimulated)",
                ])
        }
    }
}

extension LoggedEvent {
    /// Whether it is about what came before it.
    var isDecision: Bool {
        switch kind {
        case .assignment, .correction, .tombstone, .settings: true
        case .batch, .observations, .time, .gateway, .alarmAction, .channel, nil: false
        }
    }
}

extension ArrivedEvent {
    /// An event of the collector itself.
    static func own(_ kind: EventKind, _ body: [UInt8], at now: Timestamp) -> ArrivedEvent {
        // Two random numbers of 64 bits: no event has those of another.
        let key = EventKey(.collector, epoch: .random(in: 1...UInt64.max), sequence: .random(in: 1...UInt64(Int64.max)))
        return ArrivedEvent(kind, key: key, received: now, body: body)
    }
}
