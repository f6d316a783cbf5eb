// SQLite with as little as possible between it and the simulated disk.

import CSQLite
import Simulation

/// A connection of its own; closed at the end of its life, as `sqlite3_close` does after a crash too.
@safe struct Connection: ~Copyable {
    struct Failure: Error, Hashable {
        /// The primary result code.
        let code: Int32
        let message: String
    }

    private let pointer: OpaquePointer

    /// `vfs`: `nil` for the process's default.
    init(_ path: String, vfs: String?) throws(Failure) {
        var opened: OpaquePointer?
        let code = unsafe sqlite3_open_v2(path, &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, vfs)
        guard code == SQLITE_OK, let opened = unsafe opened else {
            unsafe sqlite3_close_v2(opened)
            throw Failure(code: code & 0xFF, message: "open \(path)")
        }
        unsafe pointer = unsafe opened
    }

    init(_ file: String, on disk: SimulatedDisk) throws(Failure) { try self.init(file, vfs: disk.vfsName) }

    deinit { unsafe sqlite3_close_v2(pointer) }

    /// Statements without parameters.
    func execute(_ sql: String) throws(Failure) { try check(unsafe sqlite3_exec(pointer, sql, nil, nil, nil)) }

    /// One statement with integers as parameters; the first column of its rows as text.
    @discardableResult
    func run(_ sql: String, _ values: Int64...) throws(Failure) -> [String] {
        var statement: OpaquePointer?
        try check(unsafe sqlite3_prepare_v2(pointer, sql, -1, &statement, nil))
        defer { unsafe sqlite3_finalize(statement) }
        for (index, value) in values.enumerated() { unsafe sqlite3_bind_int64(statement, Int32(index + 1), value) }
        var rows: [String] = []
        while true {
            switch unsafe sqlite3_step(statement) {
            case SQLITE_ROW: rows.append(unsafe sqlite3_column_text(statement, 0).map { unsafe String(cString: $0) } ?? "")
            case SQLITE_DONE: return rows
            case let code: try check(code)
            }
        }
    }

    func integer(_ sql: String) throws(Failure) -> Int? { try run(sql).first.flatMap { Int($0) } }

    private func check(_ code: Int32) throws(Failure) {
        guard code != SQLITE_OK else { return }
        throw Failure(code: code & 0xFF, message: unsafe String(cString: sqlite3_errmsg(pointer)))
    }
}
