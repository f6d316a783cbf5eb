// The event log of a data directory: one place that knows its file, for the collector and for every command.

import EventLog
import Foundation

extension SQLiteLog {
    static func file(in directory: String) -> String { directory + "/events.sqlite" }

    /// The log that is there.
    static func existing(in directory: String) throws -> SQLiteLog {
        let file = file(in: directory)
        guard FileManager.default.fileExists(atPath: file) else { throw StoreCommandError.noLog(file) }
        return try SQLiteLog(file: file)
    }

    /// The log that is there, or a new one.
    static func made(in directory: String) throws -> SQLiteLog {
        try FileManager.default.createDirectory(
            atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        return try SQLiteLog(file: file(in: directory))
    }
}
