// SQLite as the outbox needs it: a handful of prepared statements on one connection, used from one thread.

import CSQLite

/// What SQLite refused.
package struct DatabaseError: Error, Hashable, CustomStringConvertible {
    /// An extended result code. Source: sqlite.org/rescode.html
    package let code: Int32
    package let operation: String
    package let explanation: String

    /// The file is not what was written, or the disk does not give back a part of it; or SQLite understands a statement no more that it
    /// understood, since it reads other tables than were written. Source: sqlite.org/rescode.html; the low octet is the primary code.
    var isDamage: Bool {
        [SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_ERROR, SQLITE_CONSTRAINT, SQLITE_MISMATCH].contains(code & 0xFF)
            || [Self.unreadable, Self.shortRead, Self.damagedFileSystem].contains(code)
    }

    private static let unreadable: Int32 = SQLITE_IOERR | 1 << 8
    private static let shortRead: Int32 = SQLITE_IOERR | 2 << 8
    private static let damagedFileSystem: Int32 = SQLITE_IOERR | 33 << 8

    /// What was written of the outbox itself is not what is read.
    static func damage(_ explanation: String) -> DatabaseError {
        DatabaseError(code: SQLITE_CORRUPT, operation: "read the outbox", explanation: explanation)
    }

    /// The disk failed, or became read-only: the connection may be in any state.
    var isOfDisk: Bool { [SQLITE_IOERR, SQLITE_READONLY, SQLITE_CANTOPEN].contains(code & 0xFF) }

    /// There is no room: on the disk, or below the outbox's own limit.
    var isFull: Bool { code & 0xFF == SQLITE_FULL }

    package var description: String { "\(operation): \(explanation) (SQLite \(code))" }
}

/// Owns a connection and its statements, which must not be used after it is gone.
@safe final class Database {
    let pointer: OpaquePointer
    /// By their text: most are run with every commit.
    private var statements: [String: Statement] = [:]

    enum Access {
        case write
        case read
        /// On a disk that cannot be written, a database that nobody has open: without its log. Source: sqlite.org/wal.html#read_only_databases
        case readImmutable
    }

    init(path: String, _ access: Access = .write, fileSystem: String? = nil) throws(DatabaseError) {
        var opened: OpaquePointer?
        let flags = access == .write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY | SQLITE_OPEN_URI
        let name = access == .readImmutable ? Self.immutable(path) : path
        let code = unsafe sqlite3_open_v2(name, &opened, flags | SQLITE_OPEN_NOMUTEX, fileSystem)
        guard code == SQLITE_OK, let opened = unsafe opened else {
            let explanation = unsafe opened.map { unsafe String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
            unsafe sqlite3_close_v2(opened)
            throw DatabaseError(code: code, operation: "open \(path)", explanation: explanation)
        }
        unsafe pointer = unsafe opened
        unsafe sqlite3_extended_result_codes(opened, 1)
        // From the first statement on: `vitalflow-edge buffer` may be reading while a gateway starts.
        unsafe sqlite3_busy_timeout(opened, 5000)
        unsafe vf_sqlite3_add_crc32(opened)
    }

    deinit { unsafe sqlite3_close_v2(pointer) }

    /// Source: sqlite.org/uri.html
    private static func immutable(_ path: String) -> String {
        let escaped = path.utf8.map { octet in
            let scalar = UnicodeScalar(octet)
            return scalar.isASCII && scalar != "%" && scalar != "?" && scalar != "#"
                ? String(scalar) : "%" + (octet < 16 ? "0" : "") + String(octet, radix: 16)
        }
        return "file:" + escaped.joined() + "?immutable=1"
    }

    /// How many rows the last statement changed.
    var changes: Int { unsafe Int(sqlite3_changes(pointer)) }

    var lastRow: Int64 { unsafe sqlite3_last_insert_rowid(pointer) }

    /// The answer of a pragma, or of another query for one number.
    func number(_ sql: String) throws(DatabaseError) -> Int64 {
        var number: Int64 = 0
        try prepare(sql).run { number = $0.integer(0) }
        return number
    }

    /// Runs statements without parameters or results.
    func execute(_ sql: String) throws(DatabaseError) {
        let code = unsafe sqlite3_exec(pointer, sql, nil, nil, nil)
        guard code == SQLITE_OK else { throw error(code, sql) }
    }

    /// A statement, prepared once. It must not run inside of its own rows.
    func prepare(_ sql: String) throws(DatabaseError) -> Statement {
        if let statement = statements[sql] { return statement }
        var prepared: OpaquePointer?
        let code = unsafe sqlite3_prepare_v3(pointer, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &prepared, nil)
        guard code == SQLITE_OK, let prepared = unsafe prepared else { throw error(code, sql) }
        let statement = unsafe Statement(prepared, of: self, sql: sql)
        statements[sql] = statement
        return statement
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
