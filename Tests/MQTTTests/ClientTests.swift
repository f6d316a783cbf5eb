import MQTT
import Synchronization
import TestSupport
import Testing

@Suite("The MQTT client, with a real broker")
struct ClientTests {
    /// Everything a client reports until the condition holds.
    static func collect(_ client: Client, until isDone: ([ClientEvent]) -> Bool) async throws -> [ClientEvent] {
        var all: [ClientEvent] = []
        try await Eventually.holds("events", within: 30) {
            if !isDone(all) { all += await client.nextEvents() }
            return isDone(all)
        }
        return all
    }

    static func messages(_ events: [ClientEvent]) -> [Message] {
        events.compactMap { if case .message(let message) = $0 { message } else { nil } }
    }

    @Test("publishes, is told of each PUBACK, and receives in order")
    func roundTrip() async throws {
        let broker = try await Broker()
        let client = try Client(BrokerSettings(host: "127.0.0.1", port: broker.port), clientID: "t", tellsPublished: true)
        try client.start()
        _ = try await Self.collect(client) { $0.contains(.connected) }
        try client.subscribe(["a/#"])
        var ids: Set<Int32> = []
        for index in 0..<500 {
            ids.insert(try client.publish([UInt8(truncatingIfNeeded: index), UInt8(index >> 8)], to: "a/\(index % 3)"))
        }
        let events = try await Self.collect(client) { Self.messages($0).count >= 500 && $0.count >= 1000 }
        #expect(Self.messages(events).map { Int($0.payload[0]) | Int($0.payload[1]) << 8 } == Array(0..<500))
        #expect(Set(events.compactMap { if case .published(let id) = $0 { id } else { nil } }) == ids)
        client.stop()
        #expect(await client.nextEvents() == [])
    }

    @Test("comes back by itself after the broker was killed")
    func reconnects() async throws {
        let broker = try await Broker()
        let client = try Client(BrokerSettings(host: "127.0.0.1", port: broker.port), clientID: "t")
        try client.start()
        _ = try await Self.collect(client) { $0.contains(.connected) }
        try await broker.killNow()
        _ = try await Self.collect(client) { $0.contains { if case .disconnected = $0 { true } else { false } } }
        try await broker.start()
        _ = try await Self.collect(client) { $0.contains(.connected) }
        client.stop()
    }

    @Test("starts before its broker does")
    func early() async throws {
        let broker = try await Broker()
        try await broker.killNow()
        let client = try Client(BrokerSettings(host: "127.0.0.1", port: broker.port), clientID: "t")
        try client.start()
        try await broker.start()
        _ = try await Self.collect(client) { $0.contains(.connected) }
        client.stop()
    }

    @Test("leaves its last will when it goes without a goodbye, and retained messages for whoever comes")
    func lastWill() async throws {
        let broker = try await Broker()
        let settings = BrokerSettings(host: "127.0.0.1", port: broker.port)
        let watcher = try Client(settings, clientID: "watcher")
        try watcher.start()
        _ = try await Self.collect(watcher) { $0.contains(.connected) }
        try watcher.subscribe(["state"])
        let first = try Client(settings, clientID: "same", will: LastWill(topic: "state", payload: [0], retain: true))
        try first.start()
        _ = try await Self.collect(first) { $0.contains(.connected) }
        try first.publish([1], to: "state", retain: true)
        #expect(Self.messages(try await Self.collect(watcher) { !Self.messages($0).isEmpty }).map(\.payload) == [[1]])
        // A second client of the same name takes the connection over: for the broker the first has gone.
        let second = try Client(settings, clientID: "same")
        try second.start()
        #expect(Self.messages(try await Self.collect(watcher) { !Self.messages($0).isEmpty }).map(\.payload) == [[0]])
        for client in [first, second, watcher] { client.stop() }
    }

    @Test("A kept session receives what was published while its client was away")
    func keptSession() async throws {
        let broker = try await Broker()
        let settings = BrokerSettings(host: "127.0.0.1", port: broker.port)
        let before = try Client(settings, clientID: "kept", keepsSession: true)
        try before.start()
        _ = try await Self.collect(before) { $0.contains(.connected) }
        let sender = try Client(settings, clientID: "sender", tellsPublished: true)
        try sender.start()
        _ = try await Self.collect(sender) { $0.contains(.connected) }
        try before.subscribe(["$share/all/kept", "plain"])
        // The broker takes a connection's packets in order: once this came back, the subscriptions hold.
        try before.publish([0], to: "plain")
        _ = try await Self.collect(before) { !Self.messages($0).isEmpty }
        before.stop()
        try sender.publish([1], to: "plain")
        try sender.publish([2], to: "kept")
        _ = try await Self.collect(sender) { events in
            events.count { if case .published = $0 { true } else { false } } >= 2
        }
        let after = try Client(settings, clientID: "kept", keepsSession: true)
        try after.start()
        let events = try await Self.collect(after) { Self.messages($0).count >= 2 }
        #expect(Set(Self.messages(events).map(\.payload)) == [[1], [2]])
        for client in [sender, after] { client.stop() }
    }

    @Test("A full queue makes the broker wait, and nothing is lost")
    func backPressure() async throws {
        let broker = try await Broker()
        let settings = BrokerSettings(host: "127.0.0.1", port: broker.port)
        let slow = try Client(settings, clientID: "slow", queueMax: 8)
        try slow.start()
        _ = try await Self.collect(slow) { $0.contains(.connected) }
        try slow.subscribe(["many"])
        let sender = try Client(settings, clientID: "sender")
        try sender.start()
        _ = try await Self.collect(sender) { $0.contains(.connected) }
        for index in 0..<2000 { try sender.publish([UInt8(index & 255), UInt8(index >> 8)], to: "many") }
        var received: [Message] = []
        while received.count < 2000 {
            let events = await slow.nextEvents()
            #expect(events.count <= 16)
            received += Self.messages(events)
        }
        #expect(received.map { Int($0.payload[0]) | Int($0.payload[1]) << 8 } == Array(0..<2000))
        for client in [sender, slow] { client.stop() }
    }
}
