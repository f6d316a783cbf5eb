// SQLite as the outbox needs it: a handful of prepared statements on one connection, used from one thread.

import CSQLite

/// What SQLite refused.
package struct DatabaseError: Error, Hashable, CustomStringConvertible {
    /// An extended result code. Source: sqlite.org/rescode.html
    package let code: Int32
    package let operation: String
    package let explanation: String

    package var description: String { "\(operation): \(explanation) (SQLite \(code))" }
}

/// Owns a connection; statements must not outlive it.
@safe final class Database {
    let pointer: OpaquePointer

    init(path: String, readOnly: Bool = false) throws(DatabaseError) {
        var opened: OpaquePointer?
        let flags = (readOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE) | SQLITE_OPEN_NOMUTEX
        let code = unsafe sqlite3_open_v2(path, &opened, flags, nil)
        guard code == SQLITE_OK, let opened = unsafe opened else {
            let explanation = unsafe opened.map { unsafe String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
            unsafe sqlite3_close_v2(opened)
            throw DatabaseError(code: code, operation: "open \(path)", explanation: explanation)
        }
        unsafe pointer = unsafe opened
        unsafe sqlite3_extended_result_codes(opened, 1)
    }

    deinit { unsafe sqlite3_close_v2(pointer) }

    /// Runs statements without parameters or results.
    func execute(_ sql: String) throws(DatabaseError) {
        let code = unsafe sqlite3_exec(pointer, sql, nil, nil, nil)
        guard code == SQLITE_OK else { throw error(code, sql) }
    }

    func prepare(_ sql: String) throws(DatabaseError) -> Statement {
        var prepared: OpaquePointer?
        let code = unsafe sqlite3_prepare_v3(pointer, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &prepared, nil)
        guard code == SQLITE_OK, let prepared = unsafe prepared else { throw error(code, sql) }
        return unsafe Statement(prepared, of: self, sql: sql)
    }

    /// Runs `body` in a transaction that takes the write lock at once; an error rolls it back.
    func transaction<T>(_ body: () throws(DatabaseError) -> T) throws(DatabaseError) -> T {
        try execute("BEGIN IMMEDIATE")
        do {
            let result = try body()
            try execute("COMMIT")
            return result
        } catch {
            try? execute("ROLLBACK")
            throw error
        }
    }

    func error(_ code: Int32, _ operation: String) -> DatabaseError {
        unsafe DatabaseError(code: code, operation: operation, explanation: String(cString: sqlite3_errmsg(pointer)))
    }
}
