// `vitalflow-collector gateway`: what somebody at the collector can have a gateway do. Signed with the collector's key.

import Foundation
import MQTT
import Uplink
import Vitals

/// What the commands do; each returns what they print.
package struct GatewayProgram: Sendable {
    private let broker: BrokerSettings
    private let topics: Topics
    private let keys: CollectorKeyStore
    private let json: Bool
    private let clock = WallClock.system
    /// Says a line to the person at the terminal, apart from what is printed.
    private let tell: @Sendable (String) -> Void
    /// Asks that person.
    private let ask: @Sendable (String) -> String?

    /// Retained messages come at once after subscribing; this long after the last one the list is whole.
    private static let settle = Duration.milliseconds(500)
    private static let listMax = Duration.seconds(5)

    package init(
        _ configuration: CollectorConfiguration, json: Bool, tell: @escaping @Sendable (String) -> Void,
        ask: @escaping @Sendable (String) -> String?
    ) {
        broker = configuration.broker
        topics = configuration.topics
        keys = CollectorKeyStore(dataDirectory: configuration.dataDirectory)
        self.json = json
        self.tell = tell
        self.ask = ask
    }

    package func list() async throws -> String {
        let client = try client()
        defer { client.stop() }
        try await GatewayRequest.connect(client, broker, [topics.everyGateway(.status)])
        var gateways: [String: GatewayMessage] = [:]
        let end = ContinuousClock.now + Self.listMax
        var deadline = ContinuousClock.now + Self.settle
        while let events = await client.events(until: min(deadline, end)) {
            for case .message(let message) in events where message.isRetained {
                deadline = .now + Self.settle
                guard let (gateway, _) = topics.gatewayMessage(of: message.topic),
                    let status = try? JSON.value(GatewayStatus.self, from: message.payload)
                else { continue }
                gateways[gateway.text] = GatewayMessage(gateway: gateway, status: status)
            }
        }
        let sorted = gateways.values.sorted { $0.gateway.text < $1.gateway.text }
        if json { return JSON.text(sorted) }
        return sorted.isEmpty ? "no gateway was ever on this broker" : sorted.map(Self.line).joined(separator: "\n")
    }

    private static func line(_ message: GatewayMessage) -> String {
        let status = message.status
        let linked = status.devices.count { $0.link == .connected || $0.link == .listening }
        return "\(message.gateway)  \(status.online ? "online" : "offline")  version \(status.version.printable)  "
            + "\(linked) of \(status.devices.count) devices  \(status.bufferedFrames) frames buffered\(status.simulated ? "  SIMULATED" : "")"
    }

    package func scan(_ gateway: String, seconds: Int, all: Bool) async throws -> String {
        guard GatewayCommand.scanSeconds.contains(seconds) else {
            throw GatewayError.wrong(argument: "\(seconds)", expected: "from 1 to 300 seconds")
        }
        let found = try await run(.scan(seconds: seconds, all: all), on: gateway).devices ?? []
        if json { return JSON.text(found) }
        return found.isEmpty
            ? "nothing heard: is the device worn, awake, near, and not connected to a phone? --all shows every device"
            : found.map(\.description).joined(separator: "\n")
    }

    package func pair(_ gateway: String, _ address: String) async throws -> String {
        try await text(.pair(try Self.device(address)), on: gateway)
    }

    package func forget(_ gateway: String, _ address: String) async throws -> String {
        try await text(.forget(try Self.device(address)), on: gateway)
    }

    /// Each of `settings` is `VARIABLE=value`; without a value, the gateway goes back to its own.
    package func configure(_ gateway: String, _ settings: [String]) async throws -> String {
        let pairs = try settings.map { text in
            guard let equals = text.firstIndex(of: "="), equals != text.startIndex else {
                throw GatewayError.wrong(argument: text, expected: "VARIABLE=value, such as VITALFLOW_LOG_LEVEL=debug")
            }
            return (String(text[..<equals]), String(text[text.index(after: equals)...]))
        }
        return try await text(.configure(Dictionary(pairs) { $1 }), on: gateway)
    }

    private static func device(_ text: String) throws -> DeviceAddress {
        guard let device = DeviceAddress(text) else {
            throw GatewayError.wrong(argument: text, expected: "an address as gateway scan shows it: C0:00:00:00:00:01")
        }
        return device
    }

    private func text(_ command: GatewayCommand, on gateway: String) async throws -> String {
        let reply = try await run(command, on: gateway)
        return json ? JSON.text(reply) : reply.message.printable
    }

    private func run(_ command: GatewayCommand, on name: String) async throws -> CommandReply {
        guard let gateway = try? GatewayID(name) else {
            throw GatewayError.wrong(argument: name, expected: "a gateway's name: see gateway list")
        }
        let set = try keys.load()
        // Gateways believe the newest key that was announced to them.
        let newest = set.ring.newest.id
        guard let secret = set.secrets[newest] else { throw KeyStoreError.unknownKey(newest.description, known: Array(set.secrets.keys)) }
        let client = try client()
        defer { client.stop() }
        var request = GatewayRequest(client: client, broker: broker, topics: topics, gateway: gateway, secret: secret, clock: clock)
        return try await request.run(command) { reply in
            switch reply.question {
            case nil:
                tell(reply.message.printable)
                return nil
            case .passkey: return .answer(passkey: ask("passkey shown by the device (6 digits, empty to give up): ").flatMap(Self.passkey))
            case .confirmation:
                let isSame = ask("\(reply.message.printable) [y/n] ")?.lowercased().hasPrefix("y") ?? false
                return .answer(passkey: isSame ? reply.passkey : nil)
            }
        }
    }

    private static func passkey(_ text: String) -> UInt32? {
        UInt32(text.filter { $0 != " " }).flatMap { $0 <= GatewayCommand.passkeyMax ? $0 : nil }
    }

    private func client() throws -> Client {
        try Client(broker, clientID: "vitalflow-gateway-command-\(UInt32.random(in: 0...UInt32.max))")
    }
}
