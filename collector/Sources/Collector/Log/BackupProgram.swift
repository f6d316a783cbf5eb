// `vitalflow-collector backup` and `restore`: the truth in one file, taken while everything runs.

import EventLog
import Foundation
import GRDB
import Vitals

package enum BackupError: Error, Hashable, CustomStringConvertible {
    case exists(String)
    case hasLog(String)
    case notABackup(String, reason: String)

    package var description: String {
        switch self {
        case .exists(let file): "\(file) is there already. Choose another name, or give --force to replace it."
        case .hasLog(let directory):
            "\(directory) has an event log. Give --force to put it aside, as events.sqlite.before-restore, and restore in its place."
        case .notABackup(let file, let reason): "\(file) cannot be restored: \(reason)."
        }
    }
}

package struct BackupProgram: Sendable {
    private let directory: String

    package init(dataDirectory: String) {
        directory = dataDirectory
    }

    private var log: String { SQLiteLog.file(in: directory) }

    /// A copy of the log as of one moment. Keys are not in it.
    package func backUp(to file: String, force: Bool) throws -> String {
        let present = try SQLiteLog.existing(in: directory)
        if FileManager.default.fileExists(atPath: file) {
            guard force else { throw BackupError.exists(file) }
        }
        // Whole or not at all: the name is given at the end.
        let part = file + ".part"
        try? FileManager.default.removeItem(atPath: part)
        try present.backUp(to: part)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: part)
        if force { try? FileManager.default.removeItem(atPath: file) }
        try FileManager.default.moveItem(atPath: part, toPath: file)
        let bytes = (try FileManager.default.attributesOfItem(atPath: file)[.size] as? Int) ?? 0
        return "\(file) has the event log, \(bytes) bytes. The folder keys is not in it: copy \(directory)/keys to another safe place."
    }

    /// Puts a backup in place. Views are made from it at the next start, and gateways are asked for what came since.
    package func restore(_ file: String, force: Bool) async throws -> String {
        let held = try DataDirectory(directory)
        defer { withExtendedLifetime(held) {} }
        guard FileManager.default.fileExists(atPath: file) else { throw BackupError.notABackup(file, reason: "it is not there") }
        if FileManager.default.fileExists(atPath: log), !force { throw BackupError.hasLog(directory) }
        let part = directory + "/events.restored.sqlite"
        let files = ViewsFiles(directory: directory)
        files.remove(part)
        try FileManager.default.copyItem(atPath: file, toPath: part)
        let end: Int64
        do {
            let restored = try SQLiteLog(file: part)
            let faults = try await restored.structuralFaults()
            guard faults.isEmpty else { throw BackupError.notABackup(file, reason: faults[0]) }
            end = try await restored.lastOffset()
            try restored.close()
        } catch let error as BackupError {
            files.remove(part)
            throw error
        } catch {
            files.remove(part)
            throw BackupError.notABackup(file, reason: "it is no event log")
        }
        // Views may know more than the log will; without them whatever is interrupted here is only made anew.
        files.removeAll()
        if force, FileManager.default.fileExists(atPath: log) {
            for suffix in ["", "-wal", "-shm"] where FileManager.default.fileExists(atPath: log + suffix) {
                try? FileManager.default.removeItem(atPath: log + ".before-restore" + suffix)
                try FileManager.default.moveItem(atPath: log + suffix, toPath: log + ".before-restore" + suffix)
            }
        }
        for suffix in ["", "-wal", "-shm"] where FileManager.default.fileExists(atPath: part + suffix) {
            try FileManager.default.moveItem(atPath: part + suffix, toPath: log + suffix)
        }
        return "Restored up to offset \(end). Start the collector: it makes the views anew, and asks its gateways for what came since."
    }
}
