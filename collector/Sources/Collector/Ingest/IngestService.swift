// The role that receives: from the broker into the event log, and an acknowledgement back once it is durable.

import EventLog
import Logging
import MQTT
import ServiceLifecycle
import Telemetry
import Uplink
import Vitals

/// Drains the broker's messages, commits all batches of a drain at once, then acknowledges them.
///
/// When the log cannot be written nothing is acknowledged and nothing further is taken from the broker: the batches of one drain wait
/// here, the next ones in the client's bounded queue, then in the broker and in the gateways.
struct IngestService: Service {
    let client: Client
    let topics: Topics
    /// The collectors that share the batches, each of which writes to the same log; nil for one alone.
    let group: Identifier<IngestGroup>?
    let log: any DurableLog
    let keys: CollectorKeys
    let projectionSignal: WakeSignal
    let hub: LiveHub
    let health: HealthBoard
    let metrics: IngestMetrics
    let clock: WallClock
    let logger: Logger

    private static let start = ContinuousClock.now

    /// What the receiver machine decides by; it counts on through suspend.
    var instant: Instant { Instant(sinceBoot: ContinuousClock.now - Self.start) }

    /// 1024 messages of at most 256 KiB wait for one commit: 256 MiB from a hostile gateway, some MiB from real ones.
    static let queueMax = 1024

    func run() async throws {
        try await cancelWhenGracefulShutdown { try await receive() }
        metrics.connected.set(0)
        health.broker(isConnected: false)
    }

    private func receive() async throws {
        var session = IngestSession(receiver: Receiver(), gateways: GatewayBoard())
        for stream in try await log.durableStreams() {
            session.receiver.restore(gateway: stream.gateway, epoch: stream.epoch, durable: stream.ranges, lost: stream.lost)
        }
        record(try await log.statistics())
        try client.start()
        defer { client.stop() }
        while !Task.isCancelled {
            let events = await client.nextEvents()
            guard !events.isEmpty else { break }
            await take(events, into: &session)
        }
    }

    private func take(_ events: [ClientEvent], into session: inout IngestSession) async {
        var drain = IngestDrain()
        for event in events {
            switch event {
            case .connected: connected()
            case .disconnected(let reason):
                metrics.connected.set(0)
                health.broker(isConnected: false)
                logger.warning("broker disconnected", metadata: ["broker.reason": "\(reason)"])
            case .published: break
            case .message(let message):
                guard let (gateway, kind) = topics.gatewayMessage(of: message.topic) else { continue }
                switch kind {
                case .batch, .batches: drain.take(message, kind, from: gateway, keys: keys, at: clock.now())
                case .hello: hello(message, from: gateway, &drain)
                case .status: status(message, from: gateway, in: &session, &drain)
                case .ack, .want, .refused, .command, .reply: continue
                }
            }
        }
        await store(drain, in: &session)
    }

    private func connected() {
        do {
            // What is asked and told concerns every collector of a group: each knows what is durable.
            try client.subscribe([.hello, .status].map { topics.everyGateway($0) })
            try client.subscribe(
                [.batch, .batches].map { kind in
                    group.map { topics.everyGateway(kind, sharedBy: $0) } ?? topics.everyGateway(kind)
                })
            metrics.connected.set(1)
            health.broker(isConnected: true)
            logger.info("broker connected")
            Self.announce(keys, on: client, topics)
        } catch {
            logger.error("cannot subscribe", metadata: ["error": "\(error)"])
        }
    }

    /// Gateways learn the next key from a message that the broker keeps; before the first rotation there is nothing to say.
    static func announce(_ keys: CollectorKeys, on client: Client, _ topics: Topics) {
        guard let announcement = keys.announcement else { return }
        // A client that is not connected announces when it is.
        _ = try? client.publish(announcement, to: topics.collectorKey, retain: true)
    }

    private func hello(_ message: Message, from gateway: GatewayID, _ drain: inout IngestDrain) {
        do {
            let hello = try Hello(decoding: message.payload)
            logger.info(
                "gateway said hello",
                metadata: ["gateway.id": "\(gateway)", "gateway.software": "\(hello.software)", "gateway.written": "\(hello.lastWritten)"])
            drain.hellos.append((gateway, hello))
        } catch {
            drain.refuse(message, from: gateway, because: "\(error)", at: clock.now())
        }
    }

    private func status(_ message: Message, from gateway: GatewayID, in session: inout IngestSession, _ drain: inout IngestDrain) {
        // An empty retained message is how somebody clears a topic.
        guard !message.payload.isEmpty else { return }
        do {
            guard message.payload.count <= ControlLimit.bytesMax else { throw GatewayBoardError.tooLong(bytes: message.payload.count) }
            var status = try JSON.value(GatewayStatus.self, from: message.payload)
            // A last will was written long before the broker published it; what it says became true about now.
            if status.time == nil { status.time = clock.now().description }
            switch session.gateways.heard(status, from: gateway) {
            case .none: break
            case .to(let change): drain.add(.own(.gateway, JSON.bytes(change), at: clock.now()))
            case .refused: return
            }
            metrics.gatewaysOnline.set(Double(session.gateways.online))
            hub.publish(.gateway(GatewayMessage(gateway: gateway, status: status)))
        } catch {
            drain.refuse(message, from: gateway, because: "the status is not as documented", at: clock.now())
        }
    }

    func record(_ statistics: LogStatistics) {
        metrics.logOffset.set(Double(statistics.lastOffset))
        metrics.logBytes.set(Double(statistics.bytes))
        metrics.quarantined.set(Double(statistics.quarantinedMessages))
    }
}
