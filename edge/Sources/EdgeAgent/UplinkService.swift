// Publishes what the outbox holds until the collector has acknowledged it. The sender machine decides; this reads and sends.

import Logging
import MQTT
import Outbox
import ServiceLifecycle
import Telemetry
import Uplink
import Vitals

/// One connection to the broker, and the machine that decides what goes over it.
actor UplinkService: Service {
    private let gateway: GatewayID
    private let topics: Topics
    private let client: Client
    private let queue: BatchQueue
    private let trust: CollectorTrust
    private let clock: SystemClock
    private let metrics: EdgeMetrics
    private let logger: Logger
    private let software: String
    private let isSimulated: Bool
    private var sender: Sender
    private(set) var isConnected = false
    private(set) var deliveredFrames = 0
    /// Whether the latest values are in memory only.
    private(set) var isDiskFailing = false
    /// Tells this process from another one that claims the same id.
    private let instance: UInt64
    private let onCommand: @Sendable (Message) -> Void
    /// The collector refuses this process until then.
    private var refusedUntil: Instant?
    private var gapsCommitted: Instant?
    /// While room is short, something goes with each commit: said once a minute.
    private var lostTold: Instant?
    private var lostSinceTold: UInt64 = 0

    private enum Limit {
        /// Fine enough for time-outs of seconds.
        static let tick = Duration.milliseconds(500)
        /// Losses go on while room is short: what they come to is told now and then.
        static let gapInterval = Duration.seconds(60)
        /// After a refusal: somebody may have ended the other one.
        static let refusalPause = Duration.seconds(60)
    }

    init(
        gateway: GatewayID, topics: Topics, client: Client, queue: BatchQueue, trust: CollectorTrust, clock: SystemClock,
        metrics: EdgeMetrics,
        isSimulated: Bool, software: String, instance: UInt64, logger: Logger, onCommand: @escaping @Sendable (Message) -> Void
    ) async throws {
        self.gateway = gateway
        self.topics = topics
        self.client = client
        self.queue = queue
        self.trust = trust
        self.clock = clock
        self.metrics = metrics
        self.software = software
        self.isSimulated = isSimulated
        self.instance = instance
        self.onCommand = onCommand
        self.logger = logger
        sender = Sender(unacknowledged: await queue.unacknowledged())
    }

    func run() async throws {
        try client.start()
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.handleEvents() }
            await cancelWhenGracefulShutdown { await self.tickEveryInterval() }
            // Ends the events too.
            client.stop()
        }
        try? await queue.finish(at: clock.wall)
    }

    private func tickEveryInterval() async {
        while !Task.isCancelled {
            await commitGaps()
            await endRefusal()
            await perform { sender, now in sender.tick(at: now) }
            try? await Task.sleep(for: Limit.tick)
        }
    }

    private func handleEvents() async {
        while !Task.isCancelled {
            let events = await client.nextEvents()
            guard !events.isEmpty else { return }
            for event in events { await handle(event) }
        }
    }

    private func handle(_ event: ClientEvent) async {
        switch event {
        case .connected:
            isConnected = true
            metrics.brokerConnected.set(1)
            logger.info("connected to the broker")
            do {
                try client.subscribe(
                    [Topics.GatewayMessage.ack, .want, .refused, .command].map { topics.gateway(gateway, $0) } + [topics.collectorKey])
            } catch {
                logger.error("subscription failed", metadata: ["error": "\(error)"])
            }
            if refusedUntil == nil { await perform { sender, now in sender.connected(at: now) } }
        case .disconnected(let reason):
            if isConnected { logger.warning("disconnected from the broker", metadata: ["reason": "\(reason)"]) }
            isConnected = false
            metrics.brokerConnected.set(0)
            sender.disconnected()
        case .message(let message):
            await handle(message)
        case .published: break
        }
    }

    private func handle(_ message: Message) async {
        if message.topic == topics.collectorKey { return trust.learn(message.payload) }
        guard let (_, kind) = topics.gatewayMessage(of: message.topic) else { return }
        do {
            switch kind {
            case .ack:
                let (numbers, frames) = try await queue.acknowledge(try EpochRanges(decoding: message.payload), at: clock.wall)
                deliveredFrames += frames
                metrics.framesAcknowledged.increment(by: frames)
                await perform { sender, now in sender.settled(numbers, at: now) }
            case .want:
                let numbers = try await queue.reopen(try EpochRanges(decoding: message.payload), at: clock.wall)
                await perform { sender, now in sender.wanted(numbers, at: now) }
            case .refused: refused(try Refusal(decoding: message.payload))
            case .command: onCommand(message)
            case .batch, .batches, .hello, .status, .reply: break
            }
        } catch {
            logger.warning("message refused", metadata: ["kind": "\(kind.rawValue)", "error": "\(error)"])
        }
    }

    func committed(_ batch: BatchQueue.Committed) async {
        if batch.isDurable == isDiskFailing { await tellDisk(isFailing: !batch.isDurable) }
        await takeRegained()
        await perform(known: batch) { sender, now in sender.committed(batch.number, at: now) }
        await forgetLost()
    }

    private func tellDisk(isFailing: Bool) async {
        isDiskFailing = isFailing
        metrics.isInMemory.set(isFailing ? 1 : 0)
        if isFailing {
            let error = await queue.failure?.description ?? ""
            logger.error("the disk takes no values, they are kept in memory and sent from there", metadata: ["error": "\(error)"])
        } else {
            logger.info("the disk takes values again")
        }
    }

    /// What came back with the disk is sent.
    private func takeRegained() async {
        let (moved, regained) = await queue.takeRegained()
        if !moved.isEmpty { await perform { sender, now in sender.settled(moved, at: now) } }
        if !regained.isEmpty { await perform { sender, now in sender.wanted(regained, at: now) } }
    }

    /// What went to make room is not sent any more.
    private func forgetLost() async {
        let lost = await queue.takeLost()
        guard !lost.isEmpty else { return }
        metrics.batchesLost.increment(by: Int(lost.count))
        lostSinceTold += lost.count
        if lostTold.map({ clock.instant - $0 >= Limit.gapInterval }) ?? true {
            logger.warning("batches went undelivered", metadata: ["batches": "\(lostSinceTold)", "hint": "see vitalflow-edge buffer"])
            lostTold = clock.instant
            lostSinceTold = 0
        }
        await perform { sender, now in sender.settled(lost, at: now) }
    }

    /// While somebody can be told, what was lost becomes a batch.
    private func commitGaps() async {
        let now = clock.instant
        guard isConnected, gapsCommitted.map({ now - $0 >= Limit.gapInterval }) ?? true else { return }
        do {
            guard let batch = try await queue.commitGaps(anchor: clock.anchor, isSimulated: isSimulated) else { return }
            gapsCommitted = now
            await committed(batch)
        } catch {
            gapsCommitted = now
            logger.warning("gaps not committed", metadata: ["error": "\(error)"])
        }
    }

    private func refused(_ refusal: Refusal) {
        guard refusal.instance == instance else { return }
        refusedUntil = clock.instant + Limit.refusalPause
        sender.disconnected()
        metrics.isRefused.set(1)
        logger.error(
            "the collector refuses this gateway",
            metadata: [
                "reason": "\(refusal.reason.rawValue)",
                "hint": "another gateway uses the id \(gateway): give each its own VITALFLOW_GATEWAY. Values wait in the outbox",
            ])
    }

    private func endRefusal() async {
        guard let end = refusedUntil, clock.instant >= end else { return }
        refusedUntil = nil
        metrics.isRefused.set(0)
        if isConnected { await perform { sender, now in sender.connected(at: now) } }
    }

    /// Asks the machine and does what it says. `known` spares reading a batch that was just written.
    private func perform(
        known: BatchQueue.Committed? = nil, _ decide: (inout Sender, Instant) -> [Sender.Action]
    ) async {
        let actions = decide(&sender, clock.instant)
        for action in actions {
            do {
                switch action {
                case .hello:
                    let (epoch, last, held) = try await queue.held(now: clock.wall)
                    let hello = Hello(
                        epoch: epoch, held: held.reversed(), lastWritten: last,
                        software: software, boot: clock.boot, instance: instance)
                    try client.publish(hello.encoded(), to: topics.gateway(gateway, .hello))
                case .publish(let numbers):
                    let (bodies, gone) =
                        if let known, numbers == [known.number] { ([known.body], SequenceRanges()) } else {
                            try await queue.bodies(of: numbers, now: clock.wall)
                        }
                    for (kind, payload) in Bundle.messages(of: bodies) { try client.publish(payload, to: topics.gateway(gateway, kind)) }
                    metrics.batchesPublished.increment(by: bodies.count)
                    if !gone.isEmpty {
                        await forgetLost()
                        await perform { sender, now in sender.settled(gone, at: now) }
                    }
                }
            } catch {
                // The machine's time-out sends it again.
                logger.warning("publish failed", metadata: ["error": "\(error)"])
            }
        }
    }
}
