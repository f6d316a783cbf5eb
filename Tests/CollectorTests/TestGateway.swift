// A gateway that says what a test wants, over MQTT, and hears what the collector answers.

import MQTT
import Synchronization
import TestSupport
import Uplink
import Vitals

/// Publishes as a gateway and collects every message of every topic.
final class TestGateway: Sendable {
    private let client: Client
    private let id: GatewayID
    private let heard = Mutex<[Message]>([])
    static let epoch: UInt64 = 0xFFFF_0000_0000_0001

    private init(_ broker: Broker, _ id: GatewayID) throws {
        self.id = id
        client = try Client(broker.settings, clientID: "test-gateway-\(UInt32.random(in: 0...UInt32.max))")
    }

    /// Connected for as long as `body` takes.
    static func with<Result: Sendable>(
        _ broker: Broker, _ body: @escaping @Sendable (TestGateway) async throws -> Result
    ) async throws -> Result {
        let gateway = try TestGateway(broker, GatewayID("ward"))
        try gateway.client.start()
        defer { gateway.client.stop() }
        return try await withThrowingTaskGroup { group in
            let connected = WakeUp()
            group.addTask {
                await gateway.listen(connected)
                return Result?.none
            }
            group.addTask {
                try await Eventually.holds("the gateway is connected") { connected.isUp }
                return try await body(gateway)
            }
            while let ended = try await group.next() {
                guard let result = ended else { continue }
                group.cancelAll()
                return result
            }
            throw NeverHappened(what: "the test's body ran", seconds: 0)
        }
    }

    final class WakeUp: Sendable {
        private let state = Mutex(false)
        var isUp: Bool { state.withLock { $0 } }
        func raise() { state.withLock { $0 = true } }
    }

    private func listen(_ connected: WakeUp) async {
        while !Task.isCancelled {
            let events = await client.nextEvents()
            guard !events.isEmpty else { return }
            for event in events {
                switch event {
                case .connected:
                    try? client.subscribe(["#"])
                    connected.raise()
                case .message(let message): heard.withLock { $0.append(message) }
                default: break
                }
            }
        }
    }

    func publish(_ kind: Topics.GatewayMessage, _ payload: [UInt8], retain: Bool = false) throws {
        try client.publish(payload, to: Topics.standard.gateway(id, kind), retain: retain)
    }

    func publish(_ batch: Batch) throws { try publish(.batch, batch.encoded()) }

    func messages(_ topic: String) -> [Message] { heard.withLock { $0.filter { $0.topic == topic } } }

    /// Every sequence that the collector has acknowledged.
    var acknowledged: SequenceRanges { ranges(.ack) }
    var wanted: SequenceRanges { ranges(.want) }

    private func ranges(_ kind: Topics.GatewayMessage) -> SequenceRanges {
        var all = SequenceRanges()
        for message in messages(Topics.standard.gateway(id, kind)) {
            guard let said = try? EpochRanges(decoding: message.payload), said.epoch == Self.epoch else { continue }
            for range in said.ranges.ranges { all.insert(range) }
        }
        return all
    }
}
