// How batches were placed, in views.sqlite, and those that move when a clock becomes known.

import EventLog
import GRDB
import Timeline
import Vitals

extension ProjectionStore {
    /// The statements, apart so that tests can ask SQLite for their plans.
    enum ClockSQL {
        static let unsettled = """
            SELECT first_offset, last_offset, generation, clock_offset_ms, first_instant_ms, last_instant_ms FROM placed_run
            WHERE gateway = ? AND boot = ? AND generation < ? ORDER BY generation, first_offset LIMIT ?
            """
        static let insert = """
            INSERT INTO placed_run
              (gateway, boot, generation, clock_offset_ms, first_offset, last_offset, first_instant_ms, last_instant_ms)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (gateway, boot, first_offset) DO UPDATE SET
              last_offset = excluded.last_offset, first_instant_ms = excluded.first_instant_ms, last_instant_ms = excluded.last_instant_ms
            """
        static let settle = """
            UPDATE placed_run SET generation = ?, clock_offset_ms = ? WHERE gateway = ? AND boot = ? AND first_offset = ?
            """
        static let prune = "DELETE FROM placed_run WHERE gateway = ? AND boot = ? AND generation > 0 AND last_instant_ms < ?"
    }

    static func hasToMove(_ boot: BootKey, _ clock: BootClock, _ db: Database) throws -> Bool {
        try Row.fetchOne(
            db.cachedStatement(sql: ClockSQL.unsettled), arguments: [boot.gateway.text, Int64(boot.boot), clock.generation, 1]) != nil
    }

    static func write(_ round: ProjectionRound, _ db: Database) throws {
        for boot in round.forgottenBoots {
            try db.execute(
                sql: "DELETE FROM placed_run WHERE gateway = ? AND boot = ?", arguments: [boot.gateway.text, Int64(boot.boot)])
        }
        let insert = try db.cachedStatement(sql: ClockSQL.insert)
        let prune = try db.cachedStatement(sql: ClockSQL.prune)
        for (gateway, runs) in round.placed {
            for run in runs {
                try insert.execute(arguments: [
                    gateway.text, Int64(run.boot), run.generation, run.clockOffset, run.firstOffset, run.lastOffset, run.firstInstant,
                    run.lastInstant,
                ])
            }
        }
        for (boot, instant) in round.begun {
            try prune.execute(arguments: [boot.gateway.text, Int64(boot.boot), instant - BootClock.Limit.history])
        }
    }

    /// Moves batches that were placed before their boot's clock was known, or while it was wrong; `room` runs of them at most. Returns how many
    /// runs, and whose are left.
    static func move(
        _ boots: [BootKey: BootClock], room: inout Int, _ observations: ObservationStore, _ db: Database
    ) throws -> (moved: Int, left: Set<BootKey>) {
        // The clock of a boot may have been moved by small steps within a batch.
        let slack = Duration.seconds(3600)
        let settle = try db.cachedStatement(sql: ClockSQL.settle)
        var left: Set<BootKey> = []
        var moved = 0
        for (boot, clock) in boots.sorted(by: { ($0.key.gateway.text, $0.key.boot) < ($1.key.gateway.text, $1.key.boot) }) {
            guard room > 0 else {
                left.insert(boot)
                continue
            }
            let rows = try Row.fetchAll(
                db.cachedStatement(sql: ClockSQL.unsettled),
                arguments: [boot.gateway.text, Int64(boot.boot), clock.generation, room])
            var shifts: [BatchShift] = []
            for row in rows {
                let (first, last, generation) = (row[0] as Int64, row[1] as Int64, row[2] as Int)
                let (old, firstInstant, instant) = (row[3] as Int64, row[4] as Int64, row[5] as Int64)
                let new = clock.wallTime(of: Instant(sinceBoot: .milliseconds(instant))).milliseconds - instant
                // What lay right already was synchronized and stays it.
                if generation == 0 || new != old {
                    let (begin, end) = (Timestamp(milliseconds: firstInstant + old), Timestamp(milliseconds: instant + old))
                    shifts.append(
                        BatchShift(
                            offsets: first...last, milliseconds: new - old, range: begin - slack...end + slack,
                            // What a device had stored was placed by the same guess, long before it came.
                            stored: generation == 0 ? BootClock.Limit.stored : .zero))
                }
                try settle.execute(arguments: [clock.generation, new, boot.gateway.text, Int64(boot.boot), first])
            }
            if !shifts.isEmpty { try observations.move(shifts, of: boot.gateway) }
            if rows.count == room { left.insert(boot) }
            room -= rows.count
            moved += rows.count
        }
        return (moved, left)
    }
}
