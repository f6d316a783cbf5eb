// What the outbox asks of the disk beside SQLite's own files. A test's disk can fail where a real one seldom does.

import Glibc

package protocol OutboxDisk: Sendable {
    /// The name of SQLite's virtual file system; `nil`: the usual one.
    var fileSystem: String? { get }

    /// Of a file; `nil`: there is none.
    func size(of path: String) -> Int?

    /// Returns whether it did.
    func rename(_ path: String, to other: String) -> Bool

    /// There may be no such file.
    func remove(_ path: String)

    /// A file's beginning, up to 4 KiB; empty when there is none.
    func read(_ path: String) -> [UInt8]

    /// Replaces a small file's beginning, without waiting for the disk: it holds through `kill -9`.
    func write(_ bytes: [UInt8], to path: String)

    /// What an unprivileged program may still write below a path; `nil`: not known.
    func freeBytes(at path: String) -> Int?
}

/// The machine's own.
package struct PosixDisk: OutboxDisk {
    package init() {}

    package var fileSystem: String? { nil }

    package func size(of path: String) -> Int? {
        var status = stat()
        return unsafe stat(path, &status) == 0 ? Int(status.st_size) : nil
    }

    package func rename(_ path: String, to other: String) -> Bool { unsafe Glibc.rename(path, other) == 0 }

    package func remove(_ path: String) { _ = unsafe unlink(path) }

    package func read(_ path: String) -> [UInt8] {
        let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return [] }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = unsafe Glibc.read(file, &bytes, bytes.count)
        return Array(bytes.prefix(max(count, 0)))
    }

    package func write(_ bytes: [UInt8], to path: String) {
        let file = unsafe open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { return }
        _ = unsafe pwrite(file, bytes, bytes.count, 0)
        close(file)
    }

    package func freeBytes(at path: String) -> Int? {
        var status = statvfs()
        guard unsafe statvfs(path, &status) == 0 else { return nil }
        return Int(clamping: UInt64(status.f_bavail) * UInt64(status.f_frsize))
    }
}
