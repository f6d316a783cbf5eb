// The role that tells people: it follows the alarms in the views, decides whom they reach, and sends until it has arrived.

import Alarms
import EventLog
import GRDB
import Logging
import ServiceLifecycle
import Telemetry
import Transfer
import Vitals

/// What was decided is in a database before anything is sent, and is sent until a server has taken it: so each message arrives at least once, and
/// its key tells a repeat. Channels are tried at the same time, each one message after the other; one that fails rests, and hands what it has to
/// the contact's next channel.
struct NotificationService: Service {
    let rules: NotificationFileWatch
    let store: NotificationStore
    let views: ViewsDatabase
    let log: any DurableLog
    let links: ActionLinks
    let signal: WakeSignal
    let metrics: NotificationMetrics
    let clock: WallClock
    let logger: Logger
    var transfer = Transfer()

    private let board = ChannelBoard()

    static let revisionsMax = 500
    /// Of what came before there were any notifications, only what is as new as this is told.
    static let beginsWith = Duration.seconds(600)
    /// How often alarms that are on are told anew to who forgets.
    static let refresh = Duration.seconds(60)
    static let retryMax = Duration.seconds(300)

    init(
        rules: NotificationFileWatch, store: NotificationStore, views: ViewsDatabase, log: any DurableLog, links: ActionLinks,
        signal: WakeSignal, metrics: NotificationMetrics, clock: WallClock, logger: Logger
    ) {
        (self.rules, self.store, self.views, self.log, self.links) = (rules, store, views, log, links)
        (self.signal, self.metrics, self.clock, self.logger) = (signal, metrics, clock, logger)
    }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                var delay = RetryDelay()
                var hasBegun = false
                while !Task.isCancelled {
                    var pause = ProjectionService.interval
                    do {
                        let file = rules.current()
                        if !hasBegun { try await begin(with: file) }
                        hasBegun = true
                        while try await plan(by: file) {}
                        for channel in file.channels.values.sorted(by: { $0.name < $1.name }) where board.begin(channel) {
                            group.addTask {
                                await send(over: channel, by: file)
                                board.end(channel)
                            }
                        }
                        try await passOn(from: store.channels().subtracting(file.channels.keys), by: file)
                        metrics.waiting.set(Double(try await store.waitingCount()))
                        delay.succeeded()
                    } catch {
                        pause = delay.failed()
                        metrics.failures.increment()
                        logger.error(
                            "cannot read or write notifications, trying again", metadata: ["error": "\(StoreErrorText.of(error))"])
                    }
                    await signal.wait(atMost: pause)
                }
                group.cancelAll()
            }
        }
    }

    /// Learns which channels the log says to fail; of one that is not in the file any more that is over.
    private func begin(with file: NotificationFile) async throws {
        let failing = try await views.pool.read { db in try AlarmStore(db).failingChannels() }
        board.restore(failing: failing.intersection(file.channels.keys))
        for name in failing.subtracting(file.channels.keys).sorted() { try await tell(name, isFailing: false) }
    }

    /// Decides about what is new, and what time makes due. Returns whether there may be more.
    func plan(by file: NotificationFile) async throws -> Bool {
        let name = views.file
        let now = clock.now()
        guard let place = try await store.place(in: name) else {
            let old = try await views.pool.read { db in try AlarmStore(db).lastRevision(before: now - Self.beginsWith) }
            try await store.begin(in: name, after: old, at: now)
            return true
        }
        let revisions = try await views.pool.read { db in try AlarmStore(db).revisions(after: place, limit: Self.revisionsMax) }
        let seen = board.lastSeen(now: now)
        // Most times there is nothing, and nothing is written.
        let isStepDue = try await store.isStepDue(at: now)
        guard !revisions.isEmpty || now < seen || isStepDue else { return false }
        let count = try await store.plan(revisions, in: name, by: file, seen: seen, at: now)
        metrics.decided.increment(by: count)
        return revisions.count == Self.revisionsMax
    }

    /// Sends what is due over a channel, one message after the other, while they arrive.
    func send(over channel: Channel, by file: NotificationFile) async {
        while !Task.isCancelled, board.health(channel).isRested(at: clock.now()) {
            do {
                try await refresh(channel, by: file)
                let due = try await store.due(on: channel.name, at: clock.now())
                guard let first = due.first else { return }
                let message = try self.message(due, over: channel, by: file)
                switch await channel.deliver(message, transfer) {
                case .arrived:
                    try await store.delivered(due.map(\.id), at: clock.now())
                    metrics.delivered(channel.type, first.priority, (clock.now() - first.measured).inSeconds)
                    try await heal(channel)
                case .refused(let reason):
                    let next = nextTry(first)
                    try await store.failed(due.map(\.id), because: reason, next: next, at: clock.now())
                    metrics.failed(channel.type)
                    logger.error(
                        "a channel refuses a message, trying again", metadata: ["channel.type": "\(channel.type)", "error": "\(reason)"])
                    if next == nil { giveUp(channel, because: reason) }
                case .channelFailed(let reason):
                    try await fail(channel, due, because: reason, by: file)
                    return
                }
            } catch {
                metrics.failures.increment()
                logger.error("cannot read or write notifications, trying again", metadata: ["error": "\(StoreErrorText.of(error))"])
                return
            }
        }
    }

    private func message(
        _ due: [NotificationStore.Waiting], over channel: Channel, by file: NotificationFile
    ) throws -> NotificationMessage {
        let first = due[0]
        let alarms = try due.map { try JSON.value(AlarmMessage.self, from: $0.body.utf8) }
        let contact = file.rules.contacts[first.contact] ?? NotificationRules.Contact(name: first.contact, channels: [])
        let now = clock.now()
        return NotificationMessage(
            key: first.message ?? first.key, to: contact, alarms, reason: first.reason, isPrivate: channel.isPrivate,
            acknowledgeURL: try file.publicURL.map {
                try "\($0)/v1/act/\(links.token(acknowledging: alarms[0].id, by: contact.name, at: now))"
            },
            pageURL: file.publicURL.map { "\($0)/" }, at: now)
    }

    /// What waits for a channel that is not in the file any more.
    private func passOn(from channels: Set<String>, by file: NotificationFile) async throws {
        for name in channels.sorted() {
            metrics.handedOn.increment(by: try await store.handOn(from: name, types: file.channels.mapValues(\.type), at: .last))
            let lost = try await store.giveUp(on: name, because: "the channel is not in the notification file any more", at: clock.now())
            guard lost > 0 else { continue }
            metrics.givenUp.increment(by: lost)
            logger.error("messages of a channel that was removed are given up", metadata: ["messages": "\(lost)"])
        }
    }

    private func giveUp(_ channel: Channel, because reason: String) {
        metrics.givenUp.increment()
        logger.error(
            "a message did not arrive within a day and is given up", metadata: ["channel.type": "\(channel.type)", "error": "\(reason)"])
    }

    /// Alertmanager keeps nothing over a restart: what it was told and is not over is told again.
    private func refresh(_ channel: Channel, by file: NotificationFile) async throws {
        guard case .alertmanager = channel.kind, board.isRefreshDue(channel, every: Self.refresh, at: clock.now()) else { return }
        for told in try await store.present(on: channel.name) {
            guard case .arrived = await channel.deliver(try message([told], over: channel, by: file), transfer) else { return }
        }
    }

    private func nextTry(_ waiting: NotificationStore.Waiting) -> Timestamp? {
        let now = clock.now()
        guard now - waiting.decided < NotificationStore.givenUpAfter else { return nil }
        return now + min(.seconds(1 << min(waiting.attempts, 10)), Self.retryMax)
    }

    private func heal(_ channel: Channel) async throws {
        if board.succeeded(channel) { try await tell(channel.name, isFailing: false) }
    }

    private func fail(
        _ channel: Channel, _ due: [NotificationStore.Waiting], because reason: String, by file: NotificationFile
    ) async throws {
        let now = clock.now()
        let (health, isNews) = board.failed(channel, at: now)
        metrics.failed(channel.type)
        logger.warning(
            "a channel fails",
            metadata: ["channel.type": "\(channel.type)", "error": "\(reason)", "trying.again": "\(health.next(at: now))"])
        for waiting in due {
            let next = nextTry(waiting).map { _ in health.next(at: now) }
            if next == nil { giveUp(channel, because: reason) }
            try await store.failed([waiting.id], because: reason, next: next, at: now)
        }
        guard health.isFailing else { return }
        let types = file.channels.mapValues(\.type).filter { $0.key != channel.name }
        metrics.handedOn.increment(by: try await store.handOn(from: channel.name, types: types, at: health.next(at: now)))
        if isNews { try await tell(channel.name, isFailing: true) }
        signal.raise()
    }

    private func tell(_ channel: String, isFailing: Bool) async throws {
        _ = try await log.append([.own(.channel, JSON.bytes(ChannelEvent(channel: channel, isFailing: isFailing)), at: clock.now())])
    }
}
