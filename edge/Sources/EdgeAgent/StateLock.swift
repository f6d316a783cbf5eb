// One process to an outbox: two would give out the same numbers.

import Glibc

/// Held until it is let go of, and by nobody once the process has ended, however it ended.
final class StateLock: Sendable {
    private let file: Int32

    /// A disk that is read-only needs no lock: nobody commits there.
    init(directory: String) throws(StateLockError) {
        file = unsafe open(directory + "/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else {
            let code = errno
            guard code == EROFS else { throw .unusable(directory: directory, code: code) }
            return
        }
        // Of the open file, not of the process: a second gateway inside of one process is refused too.
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            close(file)
            throw .held(directory: directory)
        }
    }

    deinit { if file >= 0 { close(file) } }
}

enum StateLockError: Error, Hashable, CustomStringConvertible {
    case held(directory: String)
    case unusable(directory: String, code: Int32)

    var description: String {
        switch self {
        case .held(let directory): "another vitalflow-edge runs with the state directory \(directory): stop it, or name another --state-dir"
        case .unusable(let directory, let code):
            "\(directory)/lock cannot be opened (errno \(code)): check who may write there, and the space on the disk"
        }
    }
}
