// What tests ask the database itself.

import GRDB

@testable import EventLog

extension SQLiteBatchLog {
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

    /// Of the connection that writes: 2 is FULL.
    func synchronousLevel() throws -> Int? {
        try pool.writeWithoutTransaction { db in try Int.fetchOne(db, sql: "PRAGMA synchronous") }
    }
}
