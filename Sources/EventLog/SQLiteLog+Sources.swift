// Who sent how much: for people.

import GRDB
package import Vitals

/// What the log has of one source and kind.
package struct SourceStatistics: Hashable, Sendable {
    package let source: EventSource
    /// `nil`: of a newer version.
    package let kind: EventKind?
    package let events: Int
    /// Of their bodies.
    package let bytes: Int
    package let received: ClosedRange<Timestamp>
}

extension SQLiteLog {
    /// Reads every row, without its body.
    package func sources() async throws -> [SourceStatistics] {
        try await pool.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT source, kind, COUNT(*), SUM(LENGTH(body)), MIN(received_ms), MAX(received_ms) FROM event
                    GROUP BY source, kind ORDER BY source, kind
                    """
            ).map { row in
                SourceStatistics(
                    source: EventSource(text: row[0]) ?? .unknown, kind: EventKind(rawValue: row[1]), events: row[2], bytes: row[3],
                    received: Timestamp(milliseconds: row[4])...Timestamp(milliseconds: row[5]))
            }
        }
    }

    /// What SQLite itself finds wrong with the file; empty when nothing is.
    package func structuralFaults() async throws -> [String] {
        try await pool.read { db in try String.fetchAll(db, sql: "PRAGMA quick_check(20)").filter { $0 != "ok" } }
    }

    /// A copy of the log as of now, while others go on writing.
    package func backUp(to file: String) throws {
        let copy = try DatabaseQueue(path: file)
        try pool.backup(to: copy)
        // One file that is whole by itself.
        try copy.inDatabase { db in try db.execute(sql: "PRAGMA journal_mode = DELETE") }
        try copy.close()
    }
}
