// The role that lets go: what nobody asked to keep any longer leaves the event log, with an account of it.

import EventLog
import GRDB
import Logging
import ServiceLifecycle
import Vitals

/// Drops the oldest events a thousand at a time, and only what the views have and no restart needs again.
struct RetentionService: Service {
    let log: SQLiteLog
    let views: ViewsDatabase
    let policy: RetentionPolicy
    let clock: WallClock
    let logger: Logger

    private static let interval = Duration.seconds(60)

    func run() async {
        guard !policy.keepsEverything else {
            try? await gracefulShutdown()
            return
        }
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await drop()
                try? await Task.sleep(for: Self.interval)
            }
        }
    }

    private func drop() async {
        do {
            let settled = try await views.pool.read { db in try Int64.fetchOne(db, sql: "SELECT redo_offset FROM projection") ?? 0 }
            var dropped = 0
            while !Task.isCancelled {
                let count = try await log.retain(policy, upTo: settled, at: clock.now())
                dropped += count
                guard count == SQLiteLog.RetentionLimit.eventsMax else { break }
            }
            if dropped > 0 { logger.info("events dropped by retention", metadata: ["events": "\(dropped)"]) }
        } catch {
            logger.warning("cannot drop old events", metadata: ["error": "\(StoreErrorText.of(error))"])
        }
    }
}
