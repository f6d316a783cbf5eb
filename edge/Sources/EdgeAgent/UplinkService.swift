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
    private let clock: SystemClock
    private let metrics: EdgeMetrics
    private let logger: Logger
    private let software: String
    private var sender: Sender
    private(set) var isConnected = false
    private(set) var deliveredFrames = 0

    private enum Limit {
        /// Fine enough for time-outs of seconds.
        static let tick = Duration.milliseconds(500)
    }

    init(
        gateway: GatewayID, topics: Topics, client: Client, queue: BatchQueue, clock: SystemClock, metrics: EdgeMetrics,
        software: String, logger: Logger
    ) async throws {
        self.gateway = gateway
        self.topics = topics
        self.client = client
        self.queue = queue
        self.clock = clock
        self.metrics = metrics
        self.software = software
        self.logger = logger
        sender = Sender(unacknowledged: try await queue.unacknowledged())
    }

    func run() async throws {
        try client.start()
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.handleEvents() }
            await cancelWhenGracefulShutdown { await self.tickEveryInterval() }
            // Ends the events too.
            client.stop()
        }
    }

    private func tickEveryInterval() async {
        while !Task.isCancelled {
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
                try client.subscribe([topics.gateway(gateway, .ack), topics.gateway(gateway, .want)])
            } catch {
                logger.error("subscription failed", metadata: ["error": "\(error)"])
            }
            await perform { sender, now in sender.connected(at: now) }
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
        guard let (_, kind) = topics.gatewayMessage(of: message.topic) else { return }
        do {
            let said = try EpochRanges(decoding: message.payload)
            // Ranges of another epoch are about an outbox that is gone.
            guard said.epoch == queue.epoch else { return }
            switch kind {
            case .ack:
                let frames = try await queue.acknowledge(said.ranges, at: clock.wall)
                deliveredFrames += frames
                metrics.framesAcknowledged.increment(by: frames)
                await perform { sender, now in sender.acknowledged(said.ranges, at: now) }
            case .want:
                try await queue.reopen(said.ranges)
                var wanted = SequenceRanges()
                let pending = try await queue.unacknowledged()
                for range in said.ranges.ranges { wanted = SequenceRanges(wanted.ranges + pending.intersection(range).ranges) }
                await perform { sender, now in sender.wanted(wanted, at: now) }
            case .batch, .hello, .status: break
            }
        } catch {
            logger.warning("message refused", metadata: ["kind": "\(kind.rawValue)", "error": "\(error)"])
        }
    }

    func committed(_ batch: BatchQueue.Committed) async {
        await perform(known: batch) { sender, now in sender.committed(batch.sequence, at: now) }
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
                    let held = try await queue.held()
                    let hello = Hello(
                        epoch: queue.epoch, firstHeld: held.first, lastWritten: held.last, software: software, boot: clock.boot)
                    try client.publish(hello.encoded(), to: topics.gateway(gateway, .hello))
                case .publish(let sequence):
                    let body = if let known, known.sequence == sequence { known.body } else { try await queue.body(of: sequence) }
                    guard let body else {
                        logger.error("batch is missing from the outbox", metadata: ["sequence": "\(sequence)"])
                        continue
                    }
                    try client.publish(body, to: topics.gateway(gateway, .batch))
                    metrics.batchesPublished.increment()
                }
            } catch {
                // The machine's time-out sends it again.
                logger.warning("publish failed", metadata: ["error": "\(error)"])
            }
        }
    }
}
