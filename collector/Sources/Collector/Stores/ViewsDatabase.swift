// The database of everything that is made from the event log.

package import GRDB

/// Opens `views.sqlite`.
///
/// `synchronous=NORMAL`, which GRDB sets, is right here: a power cut may undo the last transactions, never part of one, and the
/// projection then does them again from the log. Alarms that went out twice are told apart by id and revision.
package enum ViewsDatabase {
    package static func open(_ file: String) throws -> DatabasePool {
        var configuration = Configuration()
        configuration.label = "views"
        // Another process may hold the lock for a backup; ten seconds is longer than any of our transactions.
        configuration.busyMode = .timeout(10)
        let pool = try DatabasePool(path: file, configuration: configuration)
        try ViewsSchema.migrator.migrate(pool)
        return pool
    }
}
