// A prepared statement: values only by binding.

import CSQLite

/// Owns a prepared statement; the database owns it.
@safe final class Statement {
    private let pointer: OpaquePointer
    private unowned let database: Database
    private let sql: String

    init(_ pointer: OpaquePointer, of database: Database, sql: String) {
        unsafe self.pointer = unsafe pointer
        self.database = database
        self.sql = sql
    }

    deinit { unsafe sqlite3_finalize(pointer) }

    enum Value {
        case integer(Int64)
        case blob([UInt8])
        case null
    }

    /// Binds the values in order and runs the statement; `row` is called for each row of the result.
    func run(_ values: [Value] = [], row: (borrowing Row) throws(DatabaseError) -> Void = { _ in }) throws(DatabaseError) {
        defer {
            unsafe sqlite3_reset(pointer)
            unsafe sqlite3_clear_bindings(pointer)
        }
        for (index, value) in values.enumerated() {
            let position = Int32(index + 1)
            let code =
                switch value {
                case .integer(let number): unsafe sqlite3_bind_int64(pointer, position, number)
                case .null: unsafe sqlite3_bind_null(pointer, position)
                case .blob(let bytes):
                    unsafe bytes.withUnsafeBytes {
                        unsafe vf_sqlite3_bind_blob_copy(pointer, position, $0.baseAddress, Int32(clamping: $0.count))
                    }
                }
            guard code == SQLITE_OK else { throw database.error(code, sql) }
        }
        while true {
            switch unsafe sqlite3_step(pointer) {
            case SQLITE_ROW: try row(unsafe Row(pointer: pointer))
            case SQLITE_DONE: return
            case let code: throw database.error(code, sql)
            }
        }
    }

    /// The row that the statement stands on; valid inside `run`'s closure only.
    @safe struct Row: ~Copyable {
        fileprivate let pointer: OpaquePointer

        func integer(_ column: Int32) -> Int64 { unsafe sqlite3_column_int64(pointer, column) }

        func isNull(_ column: Int32) -> Bool { unsafe sqlite3_column_type(pointer, column) == SQLITE_NULL }

        func blob(_ column: Int32) -> [UInt8] {
            let count = unsafe Int(sqlite3_column_bytes(pointer, column))
            return unsafe [UInt8](UnsafeRawBufferPointer(start: sqlite3_column_blob(pointer, column), count: count))
        }

        /// Whatever a column holds, to be written elsewhere.
        func value(_ column: Int32) -> Value {
            switch unsafe sqlite3_column_type(pointer, column) {
            case SQLITE_NULL: .null
            case SQLITE_BLOB: .blob(blob(column))
            default: .integer(integer(column))
            }
        }

        func text(_ column: Int32) -> String {
            unsafe sqlite3_column_text(pointer, column).map { unsafe String(cString: $0) } ?? ""
        }
    }
}
