// The database of everything that is made from the event log.

import EventLog
package import GRDB
import Synchronization

/// `views.sqlite`, or the file that a replay made in its place, while everybody goes on reading.
///
/// `synchronous=NORMAL`, which GRDB sets, is right here: a power cut may undo the last transactions, never part of one, and the
/// projection then does them again from the log. Alarms that went out twice are told apart by id and revision.
package final class ViewsDatabase: Sendable {
    private struct State {
        var file: String
        var pool: DatabasePool
    }

    private let state: Mutex<State>

    package init(file: String) throws {
        state = Mutex(State(file: file, pool: try Self.open(file)))
    }

    /// The present one. Whoever holds an older one may read it to the end.
    package var pool: DatabasePool { state.withLock { $0.pool } }
    package var file: String { state.withLock { $0.file } }

    /// From now on another file is the database.
    func replace(with file: String) throws {
        let pool = try Self.open(file)
        state.withLock { $0 = State(file: file, pool: pool) }
    }

    private static func open(_ file: String) throws -> DatabasePool {
        var configuration = Configuration()
        configuration.label = "views"
        // Another process may hold the lock for a backup; ten seconds is longer than any of our transactions.
        configuration.busyMode = .timeout(10)
        // 32 MB of changes before they go from the write-ahead log into the database: most pages change many times in between.
        configuration.prepareDatabase { db in try db.execute(sql: "PRAGMA wal_autocheckpoint = 8192") }
        let pool = try DatabasePool(path: file, configuration: configuration)
        try ViewsSchema.migrator.migrateBesideOthers(pool)
        return pool
    }
}
