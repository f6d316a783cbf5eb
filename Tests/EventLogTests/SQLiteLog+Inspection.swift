// What tests ask the database itself.

import GRDB

@testable import EventLog

extension SQLiteLog {
    func plan(of sql: String) throws -> [String] {
        try pool.read { db in
            let statement = try db.makeStatement(sql: "EXPLAIN QUERY PLAN " + sql)
            statement.setUncheckedArguments(StatementArguments([Int?](repeating: nil, count: sql.filter { $0 == "?" }.count)))
            return try Row.fetchAll(statement).map { $0["detail"] }
        }
    }

    func integers(_ sql: String) throws -> [Int] {
        try pool.read { db in try Int.fetchAll(db, sql: sql) }
    }

    func execute(_ sql: String) throws {
        try pool.write { db in try db.execute(sql: sql) }
    }

    /// Of the connection that writes: 2 is FULL.
    func synchronousLevel() throws -> Int? {
        try pool.writeWithoutTransaction { db in try Int.fetchOne(db, sql: "PRAGMA synchronous") }
    }
}

extension LogFile {
    /// As a version without kinds and checksums would have left it, with one batch.
    func makeOld() throws {
        let queue = try DatabaseQueue(path: path)
        try EventLogSchema.migrator.migrate(queue, upTo: "2 lost batches")
        try queue.write { db in
            try db.execute(sql: "INSERT INTO batch (gateway, epoch, sequence, received_ms, body) VALUES ('ward', 7, 5, 1000, X'0102')")
        }
    }
}
