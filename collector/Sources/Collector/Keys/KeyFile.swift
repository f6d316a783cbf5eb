// Files that hold secrets: for this user alone, and whole after a power cut.

// Where both are imported, the C headers of files belong to whichever module was seen first.
import CDispatch
import Foundation
import Glibc

/// One small file of lines, replaced whole.
struct KeyFile {
    let path: String

    /// A ring of keys has at most 18 lines of 204 characters: 4 KiB; sixteen times that is some other file.
    static let bytesMax = 64 * 1024

    /// The file's lines; `nil` when there is no such file.
    func lines() throws(KeyStoreError) -> [String]? {
        // What a link points to may have other rights than the folder's owner believes.
        let file = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard file >= 0 else {
            if errno == ENOENT { return nil }
            throw .unreadable(file: path, reason: Self.reason(errno))
        }
        defer { close(file) }
        var status = stat()
        guard unsafe fstat(file, &status) == 0 else { throw .unreadable(file: path, reason: Self.reason(errno)) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .unreadable(file: path, reason: "it is not a regular file") }
        guard status.st_mode & 0o077 == 0 else { throw .readableByOthers(file: path, mode: status.st_mode & 0o7777) }
        guard status.st_size <= Self.bytesMax else { throw .unreadable(file: path, reason: "it is longer than \(Self.bytesMax) bytes") }
        var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
        let count = unsafe bytes.withUnsafeMutableBytes { unsafe read(file, $0.baseAddress, $0.count) }
        guard count == bytes.count else { throw .unreadable(file: path, reason: count < 0 ? Self.reason(errno) : "it is being changed") }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    /// Returns once the lines are on the disk under this name; before, the name means what it meant.
    func write(_ lines: [String], owner: FolderOwner) throws(KeyStoreError) {
        let fresh = path + ".new"
        _ = unsafe unlink(fresh)
        // With these rights before anything stands in it.
        let file = unsafe open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw .notWritten(file: path, reason: Self.reason(errno)) }
        defer { close(file) }
        let bytes = [UInt8]((lines.joined(separator: "\n") + "\n").utf8)
        owner.take(file)
        guard unsafe Glibc.write(file, bytes, bytes.count) == bytes.count, fsync(file) == 0, unsafe rename(fresh, path) == 0 else {
            let reason = Self.reason(errno)
            _ = unsafe unlink(fresh)
            throw .notWritten(file: path, reason: reason)
        }
        try syncFolder()
    }

    /// Returns once the file is gone from the disk's folder; false when there was none.
    func remove() throws(KeyStoreError) -> Bool {
        guard unsafe unlink(path) == 0 else {
            if errno == ENOENT { return false }
            throw .notWritten(file: path, reason: Self.reason(errno))
        }
        try syncFolder()
        return true
    }

    /// A name is durable when its folder is.
    private func syncFolder() throws(KeyStoreError) {
        let folder = unsafe open(URL(fileURLWithPath: path).deletingLastPathComponent().path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw .notWritten(file: path, reason: Self.reason(errno)) }
        defer { close(folder) }
        guard fsync(folder) == 0 else { throw .notWritten(file: path, reason: Self.reason(errno)) }
    }

    static func reason(_ number: CInt) -> String { unsafe String(cString: strerror(number)) }
}
