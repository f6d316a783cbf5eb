// The folder of the databases, held by one collector at a time.

import EventLog
import Foundation
import Glibc

package enum DataDirectoryError: Error, Hashable, CustomStringConvertible {
    case cannotMake(String, reason: String)
    case inUse(String)

    package var description: String {
        switch self {
        case .cannotMake(let path, let reason):
            "the data directory \(path) cannot be used: \(reason). Choose another with --data-dir, or make it and give this user the right "
                + "to write there."
        case .inUse(let path):
            "another collector uses the data directory \(path). Stop it, or choose another directory with --data-dir."
        }
    }
}

/// The folder, and a lock on it for as long as this value lives: two projections of one log would tell every alarm twice.
package struct DataDirectory: ~Copyable {
    package let path: String
    private let lock: CInt

    package init(_ path: String) throws(DataDirectoryError) {
        do {
            // 0700: health data is nobody else's business.
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw .cannotMake(path, reason: "it cannot be made")
        }
        let descriptor = unsafe open(path + "/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .cannotMake(path, reason: unsafe String(cString: strerror(errno))) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw .inUse(path)
        }
        self.init(path: path, lock: descriptor)
    }

    private init(path: String, lock: CInt) {
        self.path = path
        self.lock = lock
    }

    deinit {
        close(lock)
    }

    /// A random name, the same for as long as the directory exists: the broker knows this collector by it.
    package func collectorID() throws(DataDirectoryError) -> String {
        let file = path + "/collector.id"
        if let known = try? String(contentsOfFile: file, encoding: .utf8), known.utf8.count == 16 { return known }
        let fresh = String(UInt64.random(in: 1 << 60...UInt64.max), radix: 16)
        do {
            try fresh.write(toFile: file, atomically: true, encoding: .utf8)
        } catch {
            throw .cannotMake(path, reason: "collector.id cannot be written")
        }
        return fresh
    }

    package var eventsFile: String { SQLiteLog.file(in: path) }
    /// `HOST:PORT` of the HTTP server, for scripts that let it choose a free port.
    package var httpAddressFile: String { path + "/http.address" }
}
