// One command on its way to a gateway and back, over the broker.

import Foundation
import MQTT
import Uplink
import Vitals

/// Finds the gateway's running process by its retained status, signs the command for it, and follows the replies.
struct GatewayRequest {
    let client: Client
    let broker: BrokerSettings
    let topics: Topics
    let gateway: GatewayID
    let secret: CollectorSecret
    let clock: WallClock
    /// Came together with what was waited for.
    private var unread: [ClientEvent] = []

    init(client: Client, broker: BrokerSettings, topics: Topics, gateway: GatewayID, secret: CollectorSecret, clock: WallClock) {
        self.client = client
        self.broker = broker
        self.topics = topics
        self.gateway = gateway
        self.secret = secret
        self.clock = clock
    }

    private enum Limit {
        static let connect = Duration.seconds(10)
        /// A retained message comes at once.
        static let status = Duration.seconds(3)
        /// Beyond what the command itself takes: searching and pairing have time-outs of their own.
        static let silence = Duration.seconds(90)
    }

    /// `onProgress` returns the answer to a question, and nothing otherwise.
    mutating func run(_ command: GatewayCommand, onProgress: (CommandReply) -> GatewayCommand?) async throws -> CommandReply {
        let instance = try await findInstance()
        let correlation = (0..<16).map { _ in UInt8.random(in: 0...255) }
        var serial: UInt64 = 0
        func send(_ command: GatewayCommand) throws {
            // Somebody else may have sent one meanwhile.
            serial = max(serial + 1, UInt64(clamping: clock.now().milliseconds))
            let signed = secret.signing(command: JSON.bytes(command), for: gateway, instance: instance, serial: serial)
            try client.publish(
                signed.encoded(), to: topics.gateway(gateway, .command), responses: topics.gateway(gateway, .reply),
                correlation: correlation)
        }
        try send(command)
        var silence = Limit.silence
        if case .scan(let seconds, _) = command { silence += .seconds(seconds) }
        while true {
            let message = try await next(
                .reply, to: correlation, within: silence, orThrow: .silent(gateway, seconds: Int(silence.inSeconds)))
            guard let reply = try? JSON.value(CommandReply.self, from: message.payload) else { continue }
            switch reply.state {
            case .running:
                if let answer = onProgress(reply) { try send(answer) }
            case .done: return reply
            case .failed: throw GatewayError.failed(gateway, reply.message)
            }
        }
    }

    private var subscriptions: [String] { [Topics.GatewayMessage.status, .reply].map { topics.gateway(gateway, $0) } }

    private mutating func findInstance() async throws -> UInt64 {
        try await Self.connect(client, broker, subscriptions)
        var message = try await next(
            .status, within: Limit.status, orThrow: .unknown(gateway, topic: topics.gateway(gateway, .status)))
        var status = try? JSON.value(GatewayStatus.self, from: message.payload)
        if status?.online == false {
            // It may be starting anew just now.
            message = try await next(.status, within: Limit.status, orThrow: .offline(gateway))
            status = try? JSON.value(GatewayStatus.self, from: message.payload)
        }
        guard let status else { throw GatewayError.unknown(gateway, topic: topics.gateway(gateway, .status)) }
        guard status.online else { throw GatewayError.offline(gateway) }
        guard let instance = status.instance.flatMap({ UInt64($0, radix: 16) }) else {
            throw GatewayError.tooOld(gateway, version: status.version)
        }
        return instance
    }

    static func connect(_ client: Client, _ broker: BrokerSettings, _ topics: [String]) async throws {
        try client.start()
        let deadline = ContinuousClock.now + Limit.connect
        var reason = "no answer"
        while let events = await client.events(until: deadline) {
            for event in events {
                switch event {
                case .connected: return try client.subscribe(topics)
                case .disconnected(let said): reason = said
                case .message, .published: break
                }
            }
        }
        throw GatewayError.brokerUnreachable(host: broker.host, port: broker.port, reason: reason)
    }

    private mutating func next(
        _ kind: Topics.GatewayMessage, to correlation: [UInt8] = [], within timeout: Duration, orThrow error: GatewayError
    ) async throws -> Message {
        let topic = topics.gateway(gateway, kind)
        let deadline = ContinuousClock.now + timeout
        while true {
            while !unread.isEmpty {
                switch unread.removeFirst() {
                case .connected: try client.subscribe(subscriptions)
                case .message(let message) where message.topic == topic && message.correlation == correlation: return message
                case .message, .disconnected, .published: break
                }
            }
            guard let events = await client.events(until: deadline) else { throw error }
            unread = events
        }
    }
}

extension Client {
    /// What happens next; `nil` at the deadline, or when the task is cancelled.
    func events(until deadline: ContinuousClock.Instant) async -> [ClientEvent]? {
        let events = await withTaskGroup(of: [ClientEvent].self) { group in
            group.addTask { await self.nextEvents() }
            group.addTask {
                try? await Task.sleep(until: deadline)
                return []
            }
            defer { group.cancelAll() }
            return await group.next() ?? []
        }
        return events.isEmpty ? nil : events
    }
}
