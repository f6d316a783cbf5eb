// `key rotate` is run by root, the collector is not: it has to be able to read what root made for it.

// The C headers of files belong to whichever module the compiler saw first.
import CDispatch
import Glibc

/// Who owns a folder.
struct FolderOwner {
    private let user: uid_t
    private let group: gid_t

    /// `nil` when there is no such folder.
    init?(of folder: String) {
        var status = stat()
        guard unsafe stat(folder, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { return nil }
        user = status.st_uid
        group = status.st_gid
    }

    /// Gives an open file to the owner. Whoever is not root owns what they made already.
    func take(_ file: CInt) {
        if geteuid() == 0 { _ = fchown(file, user, group) }
    }
}
