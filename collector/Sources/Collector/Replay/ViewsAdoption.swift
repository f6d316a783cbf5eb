// A replay made the views anew; here they take the place of the old ones, while everybody goes on reading.

import EventLog
import GRDB
import Timeline
import Vitals

struct ViewsAdoption {
    let files: ViewsFiles
    let log: SQLiteLog
    let clock: WallClock

    /// Brings the waiting database to where the present one is, and puts it in its place.
    func adopt(_ file: String, insteadOf views: ViewsDatabase) async throws {
        let old = views.file
        let next = try ViewsDatabase(file: file)
        let checkpoint = try await views.pool.read { db in try Int64.fetchOne(db, sql: "SELECT log_offset FROM projection") ?? 0 }
        try await Rebuild(log: log, views: next, clock: clock).run(through: checkpoint, saving: .inTurn)
        // What the old views have not seen yet nobody was told.
        let unseen = try await log.read(after: checkpoint, limit: ReadLimit(eventsMax: 1, bytesMax: 1)).first?.received ?? clock.now()
        try await carryOver(from: old, to: next, toldBefore: min(unseen, clock.now()) - ProjectionLimit.liveWindow)
        try files.use(file)
        try views.replace(with: file)
        files.remove(old)
    }

    /// What was told stays told, what waits to be told waits on, and numbers that followers hold go on growing.
    private func carryOver(from old: String, to next: ViewsDatabase, toldBefore: Timestamp) async throws {
        let oldest = toldBefore.milliseconds
        try await next.pool.writeWithoutTransaction { db in
            try db.execute(sql: "ATTACH DATABASE ? AS old", arguments: [old])
            defer { try? db.execute(sql: "DETACH DATABASE old") }
            try db.inTransaction {
                try db.execute(
                    sql: """
                        UPDATE alarm_revision SET delivered_ms = told.delivered_ms FROM old.alarm_revision AS told
                        WHERE told.alarm_id = alarm_revision.alarm_id AND told.revision = alarm_revision.revision
                        """)
                // What nobody saw at the time is history, and wakes nobody now.
                try db.execute(
                    sql: """
                        UPDATE alarm_revision SET delivered_ms = changed_ms WHERE delivered_ms IS NULL AND changed_ms < ? AND NOT EXISTS (
                          SELECT 1 FROM old.alarm_revision AS told
                          WHERE told.alarm_id = alarm_revision.alarm_id AND told.revision = alarm_revision.revision)
                        """, arguments: [oldest])
                try db.execute(sql: "UPDATE projection SET change = MAX(change, (SELECT change FROM old.projection)) + 1")
                for table in ["alarm", "rhythm"] {
                    // Interpolated: one of two names. Nothing of it is news.
                    try db.execute(sql: "UPDATE \(table) SET change = 0")
                }
                // A database in which nothing was ever fresh has no row here.
                try db.execute(
                    sql: """
                        DELETE FROM main.sqlite_sequence WHERE name = 'fresh';
                        INSERT INTO main.sqlite_sequence SELECT name, seq FROM old.sqlite_sequence WHERE name = 'fresh'
                        """)
                return .commit
            }
        }
    }
}
