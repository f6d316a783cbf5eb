// The projection's state in views.sqlite, and the transaction that moves it.

import Conditions
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
    let pool: DatabasePool

    func load(limits: MonitorLimits) async throws -> ProjectionState {
        try await pool.read { db in
            var state = ProjectionState()
            if let row = try Row.fetchOne(db, sql: "SELECT log_offset, change FROM projection") {
                state.checkpoint = row[0]
                state.change = row[1]
            }
            let people = try Row.fetchCursor(db, sql: "SELECT person, state FROM person_state")
            while let row = try people.next() {
                var person = try JSON.value(PersonState.self, from: (row[1] as String).utf8)
                person.monitor.limits = limits
                state.people[try PersonID(row[0] as String)] = person
            }
            let devices = try Row.fetchCursor(db, sql: "SELECT device, state FROM device_state")
            while let row = try devices.next() {
                guard let device = DeviceAddress(rawValue: UInt64(bitPattern: row[0] as Int64)) else { continue }
                state.devices[device] = try JSON.value(DeviceState.self, from: (row[1] as String).utf8)
            }
            state.boots = try Self.boots(db)
            for (boot, clock) in state.boots where try Self.hasToMove(boot, clock, db) { state.unsettledBoots.insert(boot) }
            return state
        }
    }

    /// What a commit did beside what the round says.
    struct Committed {
        let movedBatches: Int
        let unsettledBoots: Set<BootKey>
    }

    /// Writes a round and moves the checkpoint, all or nothing.
    @discardableResult
    func commit(_ round: ProjectionRound, over state: ProjectionState, at now: Timestamp) async throws -> Committed {
        let (checkpoint, change) = (state.checkpoint, state.change)
        var unsettled = state.unsettledBoots.subtracting(round.forgottenBoots)
        unsettled.formUnion(round.boots.filter { $0.value.generation > state.boots[$0.key]?.generation ?? 0 }.keys)
        let clocks = Dictionary(
            uniqueKeysWithValues: unsettled.compactMap { boot in (round.boots[boot] ?? state.boots[boot]).map { (boot, $0) } })
        return try await pool.write { db in
            try db.execute(
                sql: "UPDATE projection SET log_offset = ?, change = ? WHERE log_offset = ? AND change = ?",
                arguments: [round.offset ?? checkpoint, change + 1, checkpoint, change])
            guard db.changesCount == 1 else { throw ProjectionStoreError.checkpointMoved }

            try ObservationStore(db).insert(round.observations, at: now)
            try GapStore(db).insert(round.gaps)
            let alarms = AlarmStore(db)
            for alarm in round.alarms { try alarms.record(alarm, change: change + 1) }
            try write(round.people, db)
            try write(round.devices, db)
            try writeRhythms(round, change: change + 1, db)
            try Self.write(round, db)
            let (moved, left) = try Self.move(clocks, db)
            return Committed(movedBatches: moved, unsettledBoots: left)
        }
    }

    /// Makes hours of the timeline whole.
    func compact(at now: Timestamp) async throws {
        try await pool.write { db in _ = try ObservationStore(db).compact(at: now, limit: ProjectionLimit.compactedHoursMax) }
    }

    private func write(_ people: [PersonID: PersonState], _ db: Database) throws {
        let statement = try db.cachedStatement(
            sql: "INSERT INTO person_state VALUES (?, ?) ON CONFLICT (person) DO UPDATE SET state = excluded.state")
        for (person, state) in people { try statement.execute(arguments: [person.text, JSON.text(state)]) }
    }

    private func write(_ devices: [DeviceAddress: DeviceState], _ db: Database) throws {
        let statement = try db.cachedStatement(
            sql: "INSERT INTO device_state VALUES (?, ?) ON CONFLICT (device) DO UPDATE SET state = excluded.state")
        for (device, state) in devices {
            try statement.execute(arguments: [Int64(bitPattern: device.rawValue), JSON.text(state)])
        }
    }

    private func writeRhythms(_ round: ProjectionRound, change: Int64, _ db: Database) throws {
        let statement = try db.cachedStatement(
            sql: "INSERT INTO rhythm VALUES (?, ?, ?) ON CONFLICT (person) DO UPDATE SET body = excluded.body, change = excluded.change")
        for (person, beat) in round.beats {
            guard let reading = round.people[person]?.monitor.rhythm else { continue }
            let message = RhythmMessage(person: person, reading: reading, time: beat.time, isSimulated: beat.isSimulated)
            try statement.execute(arguments: [person.text, JSON.text(message), change])
        }
    }
}
