// What is wrong with the files of keys, and what to do. No case carries what stands in a file.

package import Uplink

package enum KeyStoreError: Error, Hashable {
    case noFolder(String)
    case noKey(folder: String)
    case unreadable(file: String, reason: String)
    case readableByOthers(file: String, mode: UInt32)
    case notWritten(file: String, reason: String)
    case damaged(file: String, KeyTextError)
    /// A file's name is another key's.
    case misnamed(file: String, key: KeyID)
    /// The ring names a key that gateways may seal to, and its secret is not there.
    case missingSecret(KeyID, folder: String)
    /// There are secrets, and no ring that says which is the present one.
    case missingRing(folder: String)
    case tooManyKeys(max: Int)
    case unknownKey(String, known: [KeyID])
    /// The present key, or one that follows it.
    case inUse(KeyID)
    case usedRecently(KeyID, days: Int)
}

extension KeyStoreError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .noFolder(let folder): "there is no folder \(folder). Name the collector's data directory with --data-dir."
        case .noKey(let folder): "there is no key in \(folder). The collector makes one when it first starts."
        case .unreadable(let file, let reason): "\(file) cannot be read: \(reason). Run this as the collector's user or as root."
        case .readableByOthers(let file, let mode):
            "\(file) has mode \(String(mode, radix: 8)), so that others may have read it. Run chmod 600 on it, and key rotate if somebody did."
        case .notWritten(let file, let reason):
            "\(file) cannot be written: \(reason). Check the rights of its folder and the space on the disk."
        case .damaged(let file, let error): "\(file) is damaged: \(error). Put it back from a backup."
        case .misnamed(let file, let key): "\(file) holds key \(key). Rename it to \(key).key."
        case .missingSecret(let key, let folder):
            "\(folder) has no \(key).key, which gateways seal to. Put it back from a backup: without it their batches cannot be opened."
        case .missingRing(let folder):
            "\(folder) has keys and no file ring, which says which one is the present. Put it back from a backup."
        case .tooManyKeys(let max): "there are \(max) keys. Retire old ones first: key list, then key retire ID."
        case .unknownKey(let text, let known):
            "there is no key \"\(text)\". The keys are " + known.map(\.description).joined(separator: ", ") + "."
        case .inUse(let key): "key \(key) is in use. Make the next one with key rotate, and retire this one once gateways have learned it."
        case .usedRecently(let key, let days):
            "key \(key) was in use less than \(days) days ago: gateways may still hold batches that only it opens. Wait, or add --force and "
                + "lose those."
        }
    }
}
