// The role that tells: alarms, and the latest values, to whoever subscribes at the broker.

import GRDB
import Logging
import MQTT
import ServiceLifecycle
import Telemetry
import Uplink
import Vitals

/// Looks for alarms in the views and publishes; the live service tells it the rest. An alarm counts as told when the broker has taken it over; until then, and after each reconnect,
/// it is sent again, and its id and revision make the repeat harmless.
struct PublisherService: Service {
    let client: Client
    let publisher: Publisher
    let signal: WakeSignal
    let metrics: PublishingMetrics
    let logger: Logger

    func run() async throws {
        try await cancelWhenGracefulShutdown {
            try await publisher.begin()
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
                    await publisher.connected()
                    signal.raise()
                case .disconnected:
                    // Ingest's connection to the same broker logs this.
                    metrics.connected.set(0)
                    await publisher.disconnected()
                case .published(let id): await publisher.published(id)
                case .message: break
                }
            }
            await attempt { try await publisher.settle() }
        }
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
