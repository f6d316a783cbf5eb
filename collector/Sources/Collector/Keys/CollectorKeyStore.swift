// The collector's keys on disk: `keys/ID.key` each secret, `keys/ring` the order in which they follow, which is no secret.

import Foundation
import Glibc
package import Uplink
package import Vitals

/// The folder of keys below the data directory. Every change is a new file first, then one rename: the folder is whole at any moment,
/// for a reader that takes no lock and after a power cut.
package struct CollectorKeyStore: Sendable {
    private let dataDirectory: String
    private let folder: String

    /// A rotation a week for a quarter of a year, before old keys have to be retired.
    package static let keysMax = 16
    /// An outbox is sized for 7 days without a network: so long may a batch wait that was sealed to the key before.
    package static let settleDays = 7

    package init(dataDirectory: String) {
        self.dataDirectory = dataDirectory
        folder = dataDirectory + "/keys"
    }

    private var ringFile: KeyFile { KeyFile(path: folder + "/ring") }
    private func secretFile(_ key: KeyID) -> KeyFile { KeyFile(path: "\(folder)/\(key).key") }

    /// All keys; the first one is made when there is none yet.
    package func prepare() throws(KeyStoreError) -> KeySet {
        let owner = try makeFolder()
        return try locked { () throws(KeyStoreError) in
            if try ringFile.lines() == nil { try begin(owner: owner) }
            return try load()
        }
    }

    /// All keys as they are now.
    package func load() throws(KeyStoreError) -> KeySet {
        guard FolderOwner(of: dataDirectory) != nil else { throw .noFolder(dataDirectory) }
        // The ring first: a key is written before it enters the ring, so whatever the ring names is there.
        guard let lines = try ringFile.lines() else {
            throw try secretNames().isEmpty ? .noKey(folder: folder) : .missingRing(folder: folder)
        }
        let ring: KeyRing
        do { ring = try KeyRing(lines: lines) } catch { throw .damaged(file: ringFile.path, error) }
        var secrets: [KeyID: CollectorSecret] = [:]
        for name in try secretNames() {
            // It may have been retired since the folder was listed.
            if let secret = try secret(in: KeyFile(path: folder + "/" + name)) { secrets[secret.key.id] = secret }
        }
        guard secrets[ring.newest.id] != nil else { throw .missingSecret(ring.newest.id, folder: folder) }
        return KeySet(ring: ring, secrets: secrets)
    }

    /// Makes the next key and announces it; the ones before stay for opening.
    package func rotate(validFrom: Timestamp) throws(KeyStoreError) -> KeySet {
        try locked { () throws(KeyStoreError) in
            let set = try load()
            guard set.secrets.count < Self.keysMax else { throw .tooManyKeys(max: Self.keysMax) }
            guard let newest = set.secrets[set.ring.newest.id], let owner = FolderOwner(of: folder) else {
                throw .missingSecret(set.ring.newest.id, folder: folder)
            }
            let secret = fresh(besides: set.secrets.keys)
            var ring = set.ring
            let outcome = ring.learn(newest.announcing(secret.key, serial: ring.serial + 1, validFrom: validFrom))
            precondition(outcome == .accepted, "a key follows from the one before")
            try secretFile(secret.key.id).write([secret.revealed], owner: owner)
            try ringFile.write(ring.lines, owner: owner)
            return try load()
        }
    }

    /// Deletes an old key for good: what was sealed to it and has not come yet will never be opened.
    package func retire(_ text: String, at now: Timestamp, evenIfUsedRecently: Bool) throws(KeyStoreError) -> KeyID {
        try locked { () throws(KeyStoreError) in
            let set = try load()
            guard let key = KeyID(text), set.secrets[key] != nil else { throw .unknownKey(text, known: set.secrets.keys.sorted()) }
            guard set.use(of: key, at: now) == .old else { throw .inUse(key) }
            let settled = now - .seconds(86_400 * Self.settleDays)
            if let superseded = set.supersededFrom(key), superseded > settled, !evenIfUsedRecently {
                throw .usedRecently(key, days: Self.settleDays)
            }
            _ = try secretFile(key).remove()
            return key
        }
    }
}

extension CollectorKeyStore {
    private func makeFolder() throws(KeyStoreError) -> FolderOwner {
        guard let owner = FolderOwner(of: dataDirectory) else { throw .noFolder(dataDirectory) }
        if unsafe mkdir(folder, 0o700) == 0 {
            let made = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
            if made >= 0 {
                owner.take(made)
                close(made)
            }
        } else if errno != EEXIST {
            throw .notWritten(file: folder, reason: KeyFile.reason(errno))
        }
        return owner
    }

    /// The first key. A secret without a ring is what a power cut left of an earlier first start.
    private func begin(owner: FolderOwner) throws(KeyStoreError) {
        let names = try secretNames()
        guard names.count < 2 else { throw .missingRing(folder: folder) }
        let key: CollectorKey
        if let name = names.first, let secret = try secret(in: KeyFile(path: folder + "/" + name)) {
            key = secret.key
        } else {
            let secret = CollectorSecret()
            try secretFile(secret.key.id).write([secret.revealed], owner: owner)
            key = secret.key
        }
        try ringFile.write(KeyRing(trusting: key).lines, owner: owner)
    }

    /// Two keys must not share an id: one in four thousand millions does.
    private func fresh(besides known: some Collection<KeyID>) -> CollectorSecret {
        var secret = CollectorSecret()
        while known.contains(secret.key.id) { secret = CollectorSecret() }
        return secret
    }

    private func secretNames() throws(KeyStoreError) -> [String] {
        guard FolderOwner(of: folder) != nil else { return [] }
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".key") }.sorted()
        } catch {
            throw .unreadable(file: folder, reason: "it cannot be listed")
        }
    }

    private func secret(in file: KeyFile) throws(KeyStoreError) -> CollectorSecret? {
        guard let lines = try file.lines() else { return nil }
        let secret: CollectorSecret
        do { secret = try CollectorSecret(lines.first ?? "") } catch { throw .damaged(file: file.path, error) }
        guard file.path == secretFile(secret.key.id).path else { throw .misnamed(file: file.path, key: secret.key.id) }
        return secret
    }

    /// Two commands at once would each announce a next key of their own.
    private func locked<Result>(_ change: () throws(KeyStoreError) -> Result) throws(KeyStoreError) -> Result {
        guard FolderOwner(of: dataDirectory) != nil else { throw .noFolder(dataDirectory) }
        guard let owner = FolderOwner(of: folder) else { throw .noKey(folder: folder) }
        let path = folder + "/lock"
        let file = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw .notWritten(file: path, reason: KeyFile.reason(errno)) }
        defer { close(file) }
        owner.take(file)
        guard flock(file, LOCK_EX) == 0 else { throw .notWritten(file: path, reason: KeyFile.reason(errno)) }
        return try change()
    }
}
