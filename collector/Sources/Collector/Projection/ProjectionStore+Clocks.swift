// The clocks of boots in views.sqlite, and the batches that move when a clock becomes known.

import GRDB
import Timeline
import Vitals

extension ProjectionStore {
    /// The statements, apart so that tests can ask SQLite for their plans.
    enum ClockSQL {
        static let unsettled = """
            SELECT log_offset, generation, instant_ms, clock_offset_ms, span_ms FROM boot_batch
            WHERE gateway = ? AND boot = ? AND generation < ? LIMIT ?
            """
        static let insert =
            """
            INSERT INTO boot_batch (gateway, boot, generation, instant_ms, log_offset, clock_offset_ms, span_ms) VALUES (?, ?, ?, ?, ?, ?, ?)
            """
        static let settle = """
            UPDATE boot_batch SET generation = ?, clock_offset_ms = ?
            WHERE gateway = ? AND boot = ? AND generation = ? AND instant_ms = ? AND log_offset = ?
            """
        static let prune = "DELETE FROM boot_batch WHERE gateway = ? AND boot = ? AND generation = ? AND instant_ms < ?"
    }

    static func boots(_ db: Database) throws -> [BootKey: BootClock] {
        let rows = try Row.fetchCursor(db, sql: "SELECT gateway, boot, state FROM boot_clock")
        var boots: [BootKey: BootClock] = [:]
        while let row = try rows.next() {
            let boot = BootKey(gateway: try GatewayID(row[0] as String), boot: UInt32(truncatingIfNeeded: row[1] as Int64))
            boots[boot] = try JSON.value(BootClock.self, from: (row[2] as String).utf8)
        }
        return boots
    }

    static func hasToMove(_ boot: BootKey, _ clock: BootClock, _ db: Database) throws -> Bool {
        try Row.fetchOne(
            db.cachedStatement(sql: ClockSQL.unsettled), arguments: [boot.gateway.text, Int64(boot.boot), clock.generation, 1]) != nil
    }

    static func write(_ round: ProjectionRound, _ db: Database) throws {
        for boot in round.forgottenBoots {
            let key: StatementArguments = [boot.gateway.text, Int64(boot.boot)]
            try db.execute(sql: "DELETE FROM boot_clock WHERE gateway = ? AND boot = ?", arguments: key)
            try db.execute(sql: "DELETE FROM boot_batch WHERE gateway = ? AND boot = ?", arguments: key)
        }
        let insert = try db.cachedStatement(sql: ClockSQL.insert)
        var newest: [BootKey: PlacedBatch] = [:]
        for batch in round.placed {
            try insert.execute(arguments: [
                batch.boot.gateway.text, Int64(batch.boot.boot), batch.generation, batch.instant, batch.logOffset, batch.clockOffset,
                batch.span,
            ])
            if batch.instant >= newest[batch.boot]?.instant ?? 0 { newest[batch.boot] = batch }
        }
        let prune = try db.cachedStatement(sql: ClockSQL.prune)
        for batch in newest.values where batch.generation > 0 {
            try prune.execute(arguments: [
                batch.boot.gateway.text, Int64(batch.boot.boot), batch.generation, batch.instant - BootClock.Limit.history,
            ])
        }
        let statement = try db.cachedStatement(
            sql: "INSERT INTO boot_clock VALUES (?, ?, ?) ON CONFLICT (gateway, boot) DO UPDATE SET state = excluded.state")
        for (boot, clock) in round.boots {
            try statement.execute(arguments: [boot.gateway.text, Int64(boot.boot), JSON.text(clock)])
        }
    }

    /// Moves batches that were placed before their boot's clock was known, or while it was wrong. Returns how many, and whose are left.
    static func move(_ clocks: [BootKey: BootClock], _ db: Database) throws -> (moved: Int, left: Set<BootKey>) {
        guard !clocks.isEmpty else { return (0, []) }
        let observations = ObservationStore(db)
        // The clock of a boot may have been moved by small steps within a batch.
        let slack = Duration.seconds(3600)
        let settle = try db.cachedStatement(sql: ClockSQL.settle)
        var left: Set<BootKey> = []
        var room = ProjectionLimit.movedBatchesMax
        for (boot, clock) in clocks.sorted(by: { ($0.key.gateway.text, $0.key.boot) < ($1.key.gateway.text, $1.key.boot) }) {
            guard room > 0 else {
                left.insert(boot)
                continue
            }
            let rows = try Row.fetchAll(
                db.cachedStatement(sql: ClockSQL.unsettled),
                arguments: [boot.gateway.text, Int64(boot.boot), clock.generation, room])
            var shifts: [BatchShift] = []
            for row in rows {
                let (logOffset, generation, instant, old) = (row[0] as Int64, row[1] as Int, row[2] as Int64, row[3] as Int64)
                let new = clock.wallTime(of: Instant(sinceBoot: .milliseconds(instant))).milliseconds - instant
                // What lay right already was synchronized and stays it.
                if generation == 0 || new != old {
                    let end = Timestamp(milliseconds: instant + old)
                    shifts.append(
                        BatchShift(
                            offset: logOffset, milliseconds: new - old, range: end - .milliseconds(row[4] as Int64) - slack...end + slack))
                }
                try settle.execute(arguments: [
                    clock.generation, new, boot.gateway.text, Int64(boot.boot), generation, instant, logOffset,
                ])
            }
            try observations.move(shifts, of: boot.gateway)
            if rows.count == room { left.insert(boot) }
            room -= rows.count
        }
        return (ProjectionLimit.movedBatchesMax - room, left)
    }
}
