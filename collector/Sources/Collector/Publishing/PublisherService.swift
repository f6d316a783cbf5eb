// The role that tells: alarms, and the latest values, to whoever subscribes at the broker.

import GRDB
import Logging
import MQTT
import ServiceLifecycle
import Telemetry
import Uplink
import Vitals

/// Looks for alarms in the views and publishes; the live hub has the rest. An alarm counts as told when the broker has taken it over; until
/// then, and after each reconnect, it is sent again, and its id and revision make the repeat harmless. What people say about alarms over the
/// broker is heard here too.
struct PublisherService: Service {
    let client: Client
    let publisher: Publisher
    let commands: AlarmCommands
    let signal: WakeSignal
    let metrics: PublishingMetrics
    let logger: Logger

    func run() async throws {
        try await cancelWhenGracefulShutdown {
            try client.start()
            defer { client.stop() }
            await withTaskGroup { group in
                group.addTask { await listen() }
                group.addTask { await pump() }
                await group.next()
                group.cancelAll()
            }
        }
        metrics.connected.set(0)
    }

    private func listen() async {
        while !Task.isCancelled {
            let events = await client.nextEvents()
            guard !events.isEmpty else { break }
            for event in events {
                switch event {
                case .connected:
                    metrics.connected.set(1)
                    await attempt {
                        try client.subscribe([commands.subscription] + [publisher.homeAssistant?.statusTopic].compactMap(\.self))
                    }
                    await publisher.connected()
                    signal.raise()
                case .disconnected:
                    // Ingest's connection to the same broker logs this.
                    metrics.connected.set(0)
                    await publisher.disconnected()
                case .published(let id): await publisher.published(id)
                case .message(let message): await attempt { try await take(message) }
                }
            }
            await attempt { try await publisher.settle() }
        }
    }

    private func take(_ message: Message) async throws {
        if message.topic == publisher.homeAssistant?.statusTopic {
            if message.payload == Array("online".utf8) {
                await publisher.homeAssistantStarted()
                signal.raise()
            }
            return
        }
        // A command that the broker kept is an old one.
        guard !message.isRetained, let person = commands.person(of: message.topic) else { return }
        let answer = await commands.obey(message.payload, about: person)
        if !answer.ok { logger.warning("a command about alarms was refused", metadata: ["reason": "\(answer.message)"]) }
        try client.publish(JSON.bytes(answer), to: commands.replyTopic(person), correlation: message.correlation)
    }

    private func pump() async {
        while !Task.isCancelled {
            var pause = ProjectionService.interval
            await attempt { pause = try await publisher.pump() }
            await signal.wait(atMost: pause)
        }
    }

    private func attempt(_ work: () async throws -> Void) async {
        do {
            try await work()
        } catch  where Task.isCancelled {
            return
        } catch {
            metrics.failures.increment()
            logger.warning("cannot publish, trying again", metadata: ["error": "\(StoreErrorText.of(error))"])
        }
    }
}
