// The views made anew: the whole log through the same projection into a database of its own.

import EventLog
import GRDB
import Logging
import Timeline
import Vitals

enum RebuildError: Error, Hashable, CustomStringConvertible {
    /// Retention dropped the beginning of the log.
    case begins(at: Int64)

    var description: String {
        switch self {
        case .begins(let offset):
            """
            the log begins at offset \(offset): what came before was dropped by retention, and views that are made anew would not have it. \
            Give --force if that is meant.
            """
        }
    }
}

struct Rebuild {
    let log: SQLiteLog
    let views: ViewsDatabase
    private let service: ProjectionService

    init(log: SQLiteLog, views: ViewsDatabase, clock: WallClock = .system) {
        self.log = log
        self.views = views
        let logger = Logger(label: "replay") { _ in SwiftLogNoOpLogHandler() }
        service = ProjectionService(
            log: log, store: ProjectionStore(views: views), configured: nil, signal: WakeSignal(), followers: [], health: HealthBoard(),
            metrics: CollectorMetrics().projection, clock: clock, logger: logger)
    }

    struct Progress {
        let offset: Int64
        let end: Int64
        let observations: Int
    }

    /// Projects up to an offset, or to the end of the log. Unless told otherwise no state is saved in between, as is right for a database that is
    /// thrown away when the work is interrupted.
    @discardableResult
    func run(
        through end: Int64? = nil, saving: ProjectionState.Saving = .nothing, _ report: (Progress) -> Void = { _ in }
    ) async throws -> Progress {
        var state = try await service.load()
        let last: Int64
        if let end { last = end } else { last = try await log.lastOffset() }
        var observations = 0
        while state.place.checkpoint < last {
            let before = state.place.checkpoint
            observations += try await service.project(&state, through: last, Self.read, saving: saving)
            guard state.place.checkpoint > before else { break }
            report(Progress(offset: state.place.checkpoint, end: last, observations: observations))
        }
        try await settle(&state)
        return Progress(offset: state.place.checkpoint, end: last, observations: observations)
    }

    /// Saves what is in memory, and makes all hours whole.
    func settle() async throws {
        var state = try await service.load()
        try await settle(&state)
    }

    private func settle(_ state: inout ProjectionState) async throws {
        while !state.unsettledBoots.isEmpty { try await service.commit(ProjectionRound(), &state, saving: .nothing) }
        try await service.commit(ProjectionRound(), &state, saving: .everything)
        while try await views.pool.write({ db in try ObservationStore(db).compactOne() }) {}
    }

    /// Larger than what follows the log live: nobody waits for an alarm.
    private static let read = ReadLimit(eventsMax: 4096, bytesMax: 2 * 1024 * 1024)

    func digest() async throws -> ViewsDigest { try await views.pool.read { db in try ViewsDigest(db) } }
}
