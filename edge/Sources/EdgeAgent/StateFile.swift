// Small lists in the state directory, which people may read and edit.

import FoundationEssentials
import Glibc

/// A text file of lines, replaced whole: a reader, or a power cut, sees the lines before or the lines after.
struct StateFile: Sendable {
    let directory: String
    let name: String

    private var path: String { directory + "/" + name }

    /// None when there is no such file.
    func lines() throws(StateFileError) -> [String] {
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        guard let data = FileManager.default.contents(atPath: path) else { throw .unreadable(file: path) }
        return String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline).map(String.init)
    }

    func write(_ lines: [String]) throws(StateFileError) {
        let fresh = path + ".new"
        _ = unsafe unlink(fresh)
        // With these rights before anything stands in it: a line may be a secret.
        let file = unsafe open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw .notWritten(file: path) }
        defer { close(file) }
        let bytes = [UInt8]((lines.joined(separator: "\n") + "\n").utf8)
        guard unsafe Glibc.write(file, bytes, bytes.count) == bytes.count, fsync(file) == 0 else { throw .notWritten(file: path) }
        if geteuid() == 0 {
            // `pair` is run by root, the service is not: the directory's owner has to be able to read the file.
            var owner = stat()
            if unsafe stat(directory, &owner) == 0 { _ = fchown(file, owner.st_uid, owner.st_gid) }
        }
        guard unsafe rename(fresh, path) == 0 else { throw .notWritten(file: path) }
        // The new name lasts as long as the old one did.
        let folder = unsafe open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { return }
        fsync(folder)
        close(folder)
    }
}

package enum StateFileError: Error, Hashable {
    case unreadable(file: String)
    case notWritten(file: String)
}

extension StateFileError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unreadable(let file): "\(file) cannot be read: check its rights and the disk"
        case .notWritten(let file): "\(file) cannot be written: check the rights of its folder and the space on the disk"
        }
    }
}
