// The projection's state in views.sqlite, and the transaction that moves it.

import Alarms
import Conditions
import EventLog
import Foundation
import GRDB
import Timeline
import Vitals

enum ProjectionStoreError: Error {
    /// Another process moved the checkpoint.
    case checkpointMoved
}

/// Reads and writes what the projection knows.
struct ProjectionStore {
    let views: ViewsDatabase
    let rows = RowCache()

    /// What was saved. Events from `redoFrom` on up to the checkpoint have to be applied to it, without their effects on the views.
    func load() async throws -> ProjectionState {
        rows.forget()
        return try await views.pool.read { db in
            var state = ProjectionState()
            if let row = try Row.fetchOne(db, sql: "SELECT log_offset, change, redo_offset, settings, history_before_ms FROM projection") {
                state.place.checkpoint = row[0]
                state.place.change = row[1]
                state.place.redoFrom = row[2]
                state.historyBefore = (row[4] as Int64?).map { Timestamp(milliseconds: $0) }
                if let settings = row[3] as String? { state.settings = try JSON.value(ProjectionSettings.self, from: settings.utf8) }
            }
            let people = try Row.fetchCursor(db, sql: "SELECT person, state, log_offset FROM person_state")
            while let row = try people.next() {
                var person = try Self.state(PersonState.self, row[1])
                person.monitor.limits = state.settings.limits(of: try PersonID(row[0] as String))
                person.savedThrough = row[2]
                state.people[try PersonID(row[0] as String)] = person
            }
            let sources = try Row.fetchCursor(db, sql: "SELECT source, state, log_offset FROM source_state")
            while let row = try sources.next() {
                guard let name = EventSource(text: row[0]) else { continue }
                var source = try Self.state(SourceState.self, row[1])
                source.savedThrough = row[2]
                state.sources[name] = source
                guard let gateway = name.gateway else { continue }
                for (boot, clock) in source.boots {
                    let key = BootKey(gateway: gateway, boot: boot)
                    if try Self.hasToMove(key, clock, db) { state.unsettledBoots.insert(key) }
                }
            }
            return state
        }
    }

    /// What a commit did beside what the round says.
    struct Committed {
        var movedBatches = 0
        /// Boots of which batches still have to move.
        var unsettledBoots: Set<BootKey> = []
        /// Where among the views the round's observations stand.
        var (from, to): (Int64, Int64) = (0, 0)
        var file = ""
        /// Why fresh samples could not be shared out; they stay where they are.
        var compactionFailure: String?
    }

    /// Writes all or nothing, if the projection is still where it was. `compacting`: of so many gateways fresh samples are shared out.
    func commit(_ write: ProjectionWrite, at now: Timestamp, compacting gateways: Int = 0) async throws -> Committed {
        let file = views.file
        do {
            return try await views.pool.write { db in
                let (round, change) = (write.round, write.to.change)
                try db.execute(
                    sql: """
                        UPDATE projection SET log_offset = ?, change = ?, redo_offset = ?, history_before_ms = ?
                        WHERE log_offset = ? AND change = ?
                        """,
                    arguments: [
                        write.to.checkpoint, change, write.to.redoFrom, write.historyBefore?.milliseconds, write.from.checkpoint,
                        write.from.change,
                    ])
                guard db.changesCount == 1 else { throw ProjectionStoreError.checkpointMoved }
                let observations = ObservationStore(db, rows: rows)
                // Before what comes now, so that whoever follows finds it where it was put.
                let failure = try gateways > 0 ? Self.compact(observations, db, at: now, gateways) : nil
                let from = try observations.lastPlace()
                try observations.insert(round.observations, at: now)
                let to = try observations.lastPlace()
                try GapStore(db).insert(round.gaps)
                let alarms = AlarmStore(db)
                for alarm in round.alarms {
                    try alarms.record(alarm, change: change, isHistory: write.historyBefore.map { alarm.changed < $0 } ?? false)
                }
                for alarm in round.historical { try alarms.record(alarm, change: change, isHistorical: true) }
                try writeRhythms(round, change: change, db)
                try Self.write(round, db)
                try save(write, db)
                var room = round.decision == nil ? ProjectionLimit.movedRunsMax : .max
                let (moved, left) = try Self.move(write.unsettled, room: &room, observations, db)
                if let decision = round.decision {
                    try db.execute(sql: "UPDATE projection SET settings = ?", arguments: [JSON.text(write.settings)])
                    try Self.carryOut(decision, write.settings.assignments, before: write.to.checkpoint, observations)
                }
                return Committed(movedBatches: moved, unsettledBoots: left, from: from, to: to, file: file, compactionFailure: failure)
            }
        } catch {
            rows.forget()
            throw error
        }
    }

    /// A block that is damaged stops this, and not what comes after it. Returns why.
    private static func compact(_ observations: ObservationStore, _ db: Database, at now: Timestamp, _ gateways: Int) throws -> String? {
        var failure: String?
        try db.inSavepoint {
            do {
                try observations.compact(at: now, limit: gateways)
                return .commit
            } catch {
                failure = StoreErrorText.of(error)
                return .rollback
            }
        }
        return failure
    }

    /// Shares out fresh samples while nothing comes.
    func compact(at now: Timestamp) async throws {
        try await views.pool.write { db in
            _ = try ObservationStore(db).compact(at: now, limit: ProjectionLimit.compactedGatewaysMax)
        }
    }

    private func save(_ write: ProjectionWrite, _ db: Database) throws {
        let person = try db.cachedStatement(
            sql: """
                INSERT INTO person_state VALUES (?, ?, ?)
                ON CONFLICT (person) DO UPDATE SET state = excluded.state, log_offset = excluded.log_offset
                """)
        for (name, state) in write.people {
            try person.execute(arguments: [name.text, Data(try StateEncoder.bytes(state)), write.to.checkpoint])
        }
        let source = try db.cachedStatement(
            sql: """
                INSERT INTO source_state VALUES (?, ?, ?)
                ON CONFLICT (source) DO UPDATE SET state = excluded.state, log_offset = excluded.log_offset
                """)
        for (name, state) in write.sources {
            try source.execute(arguments: [name.text, Data(try StateEncoder.bytes(state)), write.to.checkpoint])
        }
    }

    /// Of any version.
    private static func state<State: Decodable>(_ type: State.Type, _ stored: DatabaseValue) throws -> State {
        if let text = String.fromDatabaseValue(stored), case .string = stored.storage { return try JSON.value(type, from: text.utf8) }
        return try StateDecoder.value(type, from: [UInt8](Data.fromDatabaseValue(stored) ?? Data()))
    }

    private func writeRhythms(_ round: ProjectionRound, change: Int64, _ db: Database) throws {
        let statement = try db.cachedStatement(
            sql: "INSERT INTO rhythm VALUES (?, ?, ?) ON CONFLICT (person) DO UPDATE SET body = excluded.body, change = excluded.change")
        for (person, message) in round.beats {
            try statement.execute(arguments: [person.text, JSON.text(message), change])
        }
    }
}
