// The role that shows: what has been committed to the views goes to the live stream.

import Alarms
import GRDB
import Logging
import ServiceLifecycle
import Vitals

/// Follows the views and feeds the hub, from which the publisher has what changes all the time.
struct LiveService: Service {
    let views: ViewsDatabase
    let board: NewsBoard
    let hub: LiveHub
    /// Whoever publishes takes observations and rhythms from the hub, so that they are read once.
    let publishesLatest: Bool
    let publisherSignal: WakeSignal
    let signal: WakeSignal
    let clock: WallClock
    let logger: Logger

    /// People and metrics in the first snapshot; the others appear with their next value.
    static let peopleAtStartMax = 1000

    func run() async throws {
        try await cancelWhenGracefulShutdown {
            try await withThrowingTaskGroup { group in
                group.addTask { try await follow() }
                group.addTask {
                    while !Task.isCancelled {
                        try? await Task.sleep(for: LiveHub.heartbeatInterval)
                        hub.beat()
                    }
                }
                try await group.next()
                group.cancelAll()
            }
        }
    }

    private func follow() async throws {
        if publishesLatest { hub.keepLatest() }
        var follower = ViewsFollower(views, board)
        try await follower.skipToEnd()
        try await restore()
        while !Task.isCancelled {
            do {
                let news = try await follower.next()
                let oldest = clock.now() - ProjectionLimit.liveWindow
                try publish(alarms: news.alarms)
                hub.publish(news.rhythms.map { .rhythm(person: $0.person, json: $0.json) })
                // In slices, so that readers take them out of their queues meanwhile.
                for start in stride(from: 0, to: news.observations.count, by: ViewsFollower.observationsMax) {
                    hub.publish(news.observations.dropFirst(start).prefix(ViewsFollower.observationsMax), since: oldest)
                    await Task.yield()
                }
                if publishesLatest, hub.latestPause(at: .now) == .zero { publisherSignal.raise() }
                if !news.isPartial { await signal.wait(atMost: ProjectionService.interval) }
            } catch  where Task.isCancelled {
                return
            } catch {
                logger.warning("cannot read the views for the live stream", metadata: ["error": "\(StoreErrorText.of(error))"])
                try? await Task.sleep(for: ProjectionService.interval)
            }
        }
    }

    /// What was known before this run: the snapshot of the first subscriber.
    private func restore() async throws {
        let (observations, rhythms, ended, active) = try await views.pool.read { db in
            let alarms = AlarmStore(db)
            return (
                try ViewsFollower.latest(db, seriesMax: LiveSnapshot.seriesMax),
                try Row.fetchAll(db, sql: "SELECT person, body FROM rhythm LIMIT ?", arguments: [Self.peopleAtStartMax])
                    .map { (person: $0[0] as String, json: $0[1] as String) },
                try alarms.newest(limit: LiveSnapshot.endedMax).reversed(),
                try alarms.active(limit: LiveSnapshot.alarmsMax)
            )
        }
        hub.publish(observations[...], since: .first, isKnown: true)
        hub.publish(rhythms.map { .rhythm(person: $0.person, json: $0.json) }, isKnown: true)
        try publish(alarms: Array(ended) + active)
    }

    private func publish(alarms: [String]) throws {
        for json in alarms {
            let alarm = try JSON.value(AlarmMessage.self, from: json.utf8)
            hub.publish(.alarm(id: alarm.id, person: alarm.person, isOn: alarm.state != .off, json: json))
        }
    }
}
