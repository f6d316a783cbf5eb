// A log and its views in files, opened again and again, without a broker.

import Conditions
import EventLog
import GRDB
import Logging
import TestSupport
import Timeline
import Uplink
import Vitals

@testable import Collector

/// The projection's side of a collector.
struct Views {
    let folder: TemporaryFolder
    let log: SQLiteLog
    let views: ViewsDatabase
    let service: ProjectionService

    /// Opens what lies in the folder, as a collector does when it starts.
    init(_ folder: TemporaryFolder, limits: MonitorLimits = .standard, now: Timestamp = Views.start) throws {
        self.folder = folder
        log = try SQLiteLog(file: folder.path + "/events.sqlite")
        views = try ViewsDatabase(file: folder.path + "/views.sqlite")
        service = ProjectionService(
            log: log, store: ProjectionStore(views: views),
            configured: SettingsEvent(try Assignments("C0:00:00:00:00:01=anna"), limits, [:]), signal: WakeSignal(),
            followers: [], health: HealthBoard(), metrics: CollectorMetrics().projection, clock: WallClock { now },
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    static let start = Timestamp(milliseconds: 1_795_417_200_000)

    func append(_ batches: [Batch], received: Timestamp = start, from other: GatewayID? = nil) async throws {
        let gateway = try other ?? GatewayID("ward")
        try await service.configure()
        _ = try await log.append(
            batches.map {
                ArrivedEvent(
                    key: EventKey(gateway: gateway, epoch: $0.epoch, sequence: $0.sequence), received: received, body: $0.encoded())
            })
    }

    var pool: DatabasePool { views.pool }

    /// Projects everything that is in the log, from what the views say.
    func project(ticking: Bool = false) async throws {
        var state = try await service.begin()
        var schedule = TickSchedule(start: .now, grace: ticking ? .zero : .seconds(1_000_000))
        while try await service.advance(&state, &schedule) != nil {}
    }

    func values(_ metric: Metric) async throws -> [Observation] {
        let query = ObservationQuery(
            person: try PersonID("anna"), metric: metric, from: Timestamp(milliseconds: 0),
            to: .last, limit: 10_000, view: .all)
        return try await pool.read { db in try ObservationStore(db).page(query).observations }
    }

    func alarms() async throws -> [AlarmMessage] {
        try await pool.read { db in try AlarmStore(db).undelivered(after: 0, limit: 100) }
            .map { try JSON.value(AlarmMessage.self, from: $0.body.utf8) }
    }
}
