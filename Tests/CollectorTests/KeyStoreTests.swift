// Keys on a real disk: rights, damage, power cuts, and what the commands say.

import Foundation
import Glibc
import Synchronization
import TestSupport
import Testing
import Uplink
import Vitals

@testable import Collector

@Suite("The collector's keys")
struct KeyStoreTests {
    private let folder: TemporaryFolder
    private let store: CollectorKeyStore
    private let start = Timestamp(milliseconds: 1_795_419_900_000)

    init() throws {
        folder = try TemporaryFolder()
        store = CollectorKeyStore(dataDirectory: folder.path)
    }

    private func program(daysLater days: Int = 0) -> KeyProgram {
        let now = start + .seconds(86_400 * days)
        return KeyProgram(dataDirectory: folder.path, clock: WallClock { now })
    }

    private func mode(_ name: String) throws -> Int {
        try #require(FileManager.default.attributesOfItem(atPath: folder.file(name))[.posixPermissions] as? Int)
    }

    private var names: [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: folder.file("keys")).sorted()) ?? []
    }

    @Test("are made at the first start, for this user alone, and stay")
    func first() throws {
        let set = try store.prepare()
        let id = set.ring.newest.id
        #expect(names == ["\(id).key", "lock", "ring"].sorted())
        #expect(try mode("keys") == 0o700)
        for name in names { #expect(try mode("keys/" + name) == 0o600) }
        #expect(try store.prepare().ring == set.ring)
        #expect(try program().show(json: false) == set.ring.newest.text)
    }

    @Test("are not there before the collector started")
    func none() throws {
        #expect(throws: KeyStoreError.noKey(folder: folder.file("keys"))) { try store.load() }
        #expect(throws: KeyStoreError.noKey(folder: folder.file("keys"))) { try store.rotate(validFrom: start) }
        let nowhere = CollectorKeyStore(dataDirectory: folder.file("nowhere"))
        #expect(throws: KeyStoreError.noFolder(folder.file("nowhere"))) { try nowhere.load() }
        #expect(throws: KeyStoreError.noFolder(folder.file("nowhere"))) { try nowhere.prepare() }
        #expect(names == [])
    }

    @Test("rotate: the next one is announced, and the old one opens on")
    func rotation() throws {
        let gateway = try GatewayID("hall")
        let keys = try CollectorKeys(store)
        let first = keys.present(at: start)
        #expect(keys.announcement == nil)
        #expect(try keys.refresh() == false)
        _ = try program().rotate(validFrom: nil, json: false)
        #expect(try keys.refresh())
        let second = keys.present(at: start)
        #expect(second != first)

        var ring = KeyRing(trusting: first)
        let payload = try #require(keys.announcement)
        #expect(ring.learn(try KeyAnnouncement.list(decoding: payload)).accepted.count == 1)
        #expect(ring.sealingKey(at: start) == second)

        for key in [first, second] {
            let batch = Batch(
                epoch: 5, sequence: 6,
                anchor: ClockAnchor(boot: 1, instant: Instant(sinceBoot: .seconds(1)), wall: start, isSynchronized: true),
                isSimulated: true,
                frames: [])
            var sealer = BatchSealer(gateway: gateway, key: key)
            let sealed = try sealer.seal(batch)
            #expect(try keys.open(sealed, from: gateway).batch == batch)
        }
    }

    @Test("retire when they are old, and not before")
    func retirement() throws {
        let first = try store.prepare().ring.newest.id
        #expect(throws: KeyStoreError.inUse(first)) { try program().retire("\(first)", force: true, json: false) }
        #expect(throws: KeyStoreError.unknownKey("nonsense", known: [first])) {
            try program().retire("nonsense", force: false, json: false)
        }
        _ = try program().rotate(validFrom: "2026-11-25T07:45:00Z", json: false)
        let next = try store.load().ring.newest.id
        // The next one is announced, but gateways still seal to the first.
        #expect(throws: KeyStoreError.inUse(first)) { try program().retire("\(first)", force: true, json: false) }
        #expect(throws: KeyStoreError.inUse(next)) { try program().retire("\(next)", force: true, json: false) }
        #expect(throws: KeyStoreError.usedRecently(first, days: 7)) {
            try program(daysLater: 5).retire("\(first)", force: false, json: false)
        }
        _ = try program(daysLater: 12).retire("\(first)", force: false, json: false)
        #expect(names == ["\(next).key", "lock", "ring"].sorted())
        // The announcement stays for gateways that still trust the first key.
        #expect(try store.load().ring.announcements.count == 1)
    }

    @Test("retire at once when told so")
    func forced() throws {
        let first = try store.prepare().ring.newest.id
        _ = try program().rotate(validFrom: nil, json: false)
        _ = try program().retire("\(first)", force: true, json: false)
        #expect(try store.load().opener.keys.count == 1)
    }

    @Test("are listed with what they are for, without their secrets")
    func list() throws {
        _ = try store.prepare()
        _ = try program().rotate(validFrom: nil, json: false)
        let shown = try program().rotate(validFrom: "2026-12-01T00:00:00Z", json: true)
        let set = try store.load()
        let ids = set.ring.keys.map(\.id)
        #expect(
            try program().list(json: false)
                == "\(ids[0])  old\n\(ids[1])  present  valid from \(start)\n\(ids[2])  next  valid from 2026-12-01T00:00:00.000Z")
        struct Report: Decodable {
            let id: String
            let use: String
            let key: String
        }
        let reports = try JSON.value([Report].self, from: Array(try program().list(json: true).utf8))
        #expect(reports.map(\.use) == ["old", "present", "next"])
        #expect(try reports.map { try CollectorKey($0.key).id.description } == ids.map(\.description))
        #expect(try JSON.value(Report.self, from: Array(shown.utf8)).id == ids[2].description)
        for secret in set.secrets.values {
            #expect(try program().list(json: true).contains(secret.revealed.dropFirst(5).prefix(16)) == false)
        }
    }

    @Test("with a time that is no time are not made", arguments: ["tomorrow", "3026-01-01T00:00:00Z", "1969-01-01T00:00:00Z", ""])
    func wrongTime(text: String) throws {
        _ = try store.prepare()
        #expect(throws: (any Error).self) { try program().rotate(validFrom: text, json: false) }
        #expect(try store.load().secrets.count == 1)
    }

    @Test("that others can read are refused", arguments: [0o640, 0o604, 0o620, 0o660])
    func rights(mode: Int) throws {
        let id = try store.prepare().ring.newest.id
        let file = folder.file("keys/\(id).key")
        #expect(unsafe chmod(file, mode_t(mode)) == 0)
        let error = #expect(throws: KeyStoreError.self) { try store.load() }
        #expect(error == .readableByOthers(file: file, mode: UInt32(mode)))
        #expect(error?.description.contains(String(mode, radix: 8)) == true)
    }

    @Test("that are damaged, misnamed, links or gone are refused with the file's name")
    func damage() throws {
        let id = try store.prepare().ring.newest.id
        let (file, ring) = (folder.file("keys/\(id).key"), folder.file("keys/ring"))
        let (secret, order) = (try String(contentsOfFile: file, encoding: .utf8), try String(contentsOfFile: ring, encoding: .utf8))
        func error(with text: String?, in path: String) throws -> KeyStoreError? {
            try? FileManager.default.removeItem(atPath: path)
            if let text {
                try text.write(toFile: path, atomically: false, encoding: .utf8)
                #expect(unsafe chmod(path, 0o600) == 0)
            }
            defer {
                for (path, text) in [(file, secret), (ring, order)] {
                    try? text.write(toFile: path, atomically: false, encoding: .utf8)
                    _ = unsafe chmod(path, 0o600)
                }
            }
            return #expect(throws: KeyStoreError.self) { try store.load() }
        }
        for length in 0..<secret.count - 1 {
            guard case .damaged(file, _) = try error(with: String(secret.prefix(length)), in: file) else {
                Issue.record("\(length) characters")
                continue
            }
        }
        #expect(try error(with: nil, in: file) == .missingSecret(id, folder: folder.file("keys")))
        #expect(try error(with: nil, in: ring) == .missingRing(folder: folder.file("keys")))
        #expect(try error(with: CollectorSecret().revealed, in: file) != nil)
        guard case .damaged(ring, .ring(line: 1)) = try error(with: "", in: ring) else {
            Issue.record("an empty ring is not damaged")
            return
        }
        #expect(try error(with: String(repeating: "x", count: 100_000), in: ring) != nil)
        #expect(try store.load().secrets.count == 1)
        let link = folder.file("keys/00000000.key")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: file)
        guard case .unreadable(link, _) = #expect(throws: KeyStoreError.self, performing: { try store.load() }) else {
            Issue.record("a link was followed")
            return
        }
    }

    @Test("survive a power cut at any moment of a first start and of a rotation")
    func powerCut() throws {
        // The first secret is there, the ring not yet.
        let first = try store.prepare().ring.newest
        try FileManager.default.removeItem(atPath: folder.file("keys/ring"))
        #expect(try store.prepare().ring.newest == first)
        // The next secret is there, the ring does not name it yet, and a fresh file lies about.
        let orphan = CollectorSecret()
        let file = folder.file("keys/\(orphan.key.id).key")
        try (orphan.revealed + "\n").write(toFile: file, atomically: false, encoding: .utf8)
        #expect(unsafe chmod(file, 0o600) == 0)
        try "half".write(toFile: folder.file("keys/ring.new"), atomically: false, encoding: .utf8)
        let set = try store.prepare()
        #expect(set.ring.newest == first)
        #expect(set.use(of: orphan.key.id, at: start) == .old)
        _ = try store.rotate(validFrom: start)
        #expect(try store.load().ring.announcements.count == 1)
        #expect(!FileManager.default.fileExists(atPath: folder.file("keys/ring.new")))
    }

    @Test("made by two commands at once follow one from the other")
    func concurrent() async throws {
        _ = try store.prepare()
        try await withThrowingTaskGroup { group in
            for _ in 0..<6 { group.addTask { [store, start] in _ = try store.rotate(validFrom: start) } }
            try await group.waitForAll()
        }
        #expect(try store.load().ring.announcements.map(\.serial) == [1, 2, 3, 4, 5, 6])
    }

    @Test("are at most 16")
    func bound() throws {
        _ = try store.prepare()
        for _ in 1..<CollectorKeyStore.keysMax { _ = try store.rotate(validFrom: start) }
        #expect(throws: KeyStoreError.tooManyKeys(max: 16)) { try store.rotate(validFrom: start) }
    }

    @Test("that cannot be read again leave the collector with those it has")
    func refresh() throws {
        let keys = try CollectorKeys(store)
        let first = keys.present(at: start)
        try FileManager.default.removeItem(atPath: folder.file("keys/\(first.id).key"))
        #expect(throws: KeyStoreError.self) { try keys.refresh() }
        #expect(keys.present(at: start) == first)
    }
}
