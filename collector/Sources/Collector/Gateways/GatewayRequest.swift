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

    private enum Limit {
        static let connect = Duration.seconds(10)
        /// A retained message comes at once.
        static let status = Duration.seconds(3)
        /// Beyond what the command itself takes: searching and pairing have time-outs of their own.
        static let silence = Duration.seconds(90)
    }

    /// `onProgress` returns the answer to a question, and nothing otherwise.
    func run(_ command: GatewayCommand, onProgress: (CommandReply) -> GatewayCommand?) async throws -> CommandReply {
        let instance = try await findInstance()
        let correlation = (0..<16).map { _ in UInt8.random(in: 0...255) }
        var serial = UInt64(clamping: clock.now().milliseconds)
        func send(_ command: GatewayCommand) throws {
            let signed = secret.signing(command: JSON.bytes(command), for: gateway, instance: instance, serial: serial)
            serial += 1
            try client.publish(
                signed.encoded(), to: topics.gateway(gateway, .command), responses: topics.gateway(gateway, .reply),
                correlation: correlation)
        }
        try send(command)
        var silence = Limit.silence
        if case .scan(let seconds, _) = command { silence += .seconds(seconds) }
        while true {
            let message = try await next(within: silence, orThrow: .silent(gateway, seconds: Int(silence.inSeconds))) {
                $0.topic == topics.gateway(gateway, .reply) && $0.correlation == correlation
            }
            guard let reply = try? JSON.value(CommandReply.self, from: message.payload) else { continue }
            switch reply.state {
            case .running:
                if let answer = onProgress(reply) { try send(answer) }
            case .done: return reply
            case .failed: throw GatewayError.failed(gateway, reply.message)
            }
        }
    }

    private func findInstance() async throws -> UInt64 {
        try await Self.connect(client, broker, [Topics.GatewayMessage.status, .reply].map { topics.gateway(gateway, $0) })
        let topic = topics.gateway(gateway, .status)
        let message = try await next(within: Limit.status, orThrow: .unknown(gateway, topic: topic)) { $0.topic == topic }
        guard let status = try? JSON.value(GatewayStatus.self, from: message.payload) else {
            throw GatewayError.unknown(gateway, topic: topic)
        }
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

    private func next(
        within timeout: Duration, orThrow error: GatewayError, where isWanted: (Message) -> Bool
    ) async throws -> Message {
        let deadline = ContinuousClock.now + timeout
        while let events = await client.events(until: deadline) {
            for case .message(let message) in events where isWanted(message) { return message }
        }
        throw error
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
