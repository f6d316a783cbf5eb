import TestSupport
import Testing
import Vitals

@testable import Uplink

@Suite("Announcements of keys")
struct SealingAnnouncementTests {
    /// Five keys, each announced by the one before, an hour apart.
    let secrets = (0..<5).map { _ in CollectorSecret() }
    let announcements: [KeyAnnouncement]

    init() {
        let secrets = secrets
        announcements = (1..<5).map { secrets[$0 - 1].announcing(secrets[$0].key, serial: UInt64($0), validFrom: Self.hour($0)) }
    }

    private static func hour(_ number: Int) -> Timestamp { Timestamp(milliseconds: 1_795_419_900_000 + Int64(number) * 3_600_000) }

    @Test("lead a gateway from the key that it trusts to the newest")
    func chain() {
        var ring = KeyRing(trusting: secrets[0].key)
        #expect(announcements.map { ring.learn($0) } == [.accepted, .accepted, .accepted, .accepted])
        #expect(ring.newest == secrets[4].key)
        #expect(ring.serial == 4)
    }

    @Test("hold from the time that they name, and at once for a clock that is not known to be right")
    func validity() {
        var ring = KeyRing(trusting: secrets[0].key)
        for announcement in announcements.prefix(2) { _ = ring.learn(announcement) }
        #expect(ring.sealingKey(at: Self.hour(0)) == secrets[0].key)
        #expect(ring.sealingKey(at: Self.hour(1)) == secrets[1].key)
        #expect(ring.sealingKey(at: Self.hour(2) - .milliseconds(1)) == secrets[1].key)
        #expect(ring.sealingKey(at: Self.hour(9)) == secrets[2].key)
        #expect(ring.sealingKey(at: nil) == secrets[2].key)
        #expect(KeyRing(trusting: secrets[0].key).sealingKey(at: nil) == secrets[0].key)
    }

    @Test("that come again change nothing")
    func replayed() {
        var ring = KeyRing(trusting: secrets[0].key)
        for announcement in announcements { _ = ring.learn(announcement) }
        let before = ring
        for announcement in announcements { #expect(ring.learn(announcement) == .known) }
        #expect(ring == before)
    }

    @Test("with an old serial number, by an old key, or by nobody who is trusted, are refused")
    func forged() {
        var ring = KeyRing(trusting: secrets[0].key)
        for announcement in announcements.prefix(2) { _ = ring.learn(announcement) }
        let before = ring
        let (mine, thief) = (CollectorSecret(), CollectorSecret())
        // The key before last was stolen: its word counts no more, whatever number it names.
        #expect(
            ring.learn(secrets[1].announcing(thief.key, serial: 9, validFrom: Self.hour(0)))
                == .refused(.signer(secrets[1].key.id, newest: secrets[2].key.id)))
        for serial in [UInt64(1), 2] {
            #expect(
                ring.learn(secrets[2].announcing(mine.key, serial: serial, validFrom: Self.hour(0)))
                    == .refused(.serial(serial, newest: 2)))
        }
        // Signed by a stranger who names the trusted key.
        let content = KeyAnnouncement.Content(serial: 3, validFrom: Self.hour(0), signer: secrets[2].key.id, next: thief.key)
        let foreign = thief.announcing(thief.key, serial: 3, validFrom: Self.hour(0)).signature
        #expect(ring.learn(KeyAnnouncement(content: content, signature: foreign)) == .refused(.signature(secrets[2].key.id)))
        #expect(ring == before)
    }

    @Test("with any bit flipped are refused")
    func damaged() throws {
        let bytes = announcements[0].encoded()
        #expect(bytes.count == 149)
        #expect(try KeyAnnouncement(decoding: bytes) == announcements[0])
        for position in bytes.indices {
            for bit in 0..<8 {
                var changed = bytes
                changed[position] ^= 1 << bit
                guard let announcement = try? KeyAnnouncement(decoding: changed) else { continue }
                var ring = KeyRing(trusting: secrets[0].key)
                let outcome = ring.learn(announcement)
                if case .refused = outcome { continue }
                Issue.record("byte \(position), bit \(bit): \(outcome)")
            }
        }
        for length in bytes.indices {
            #expect(throws: AnnouncementError.length(bytes: length, expected: 149)) {
                try KeyAnnouncement(decoding: Array(bytes.prefix(length)))
            }
        }
    }

    @Test("that are hostile are refused with the reason")
    func hostile() throws {
        let bytes = announcements[0].encoded()
        func changed(_ range: Range<Int>, _ fill: UInt8) -> [UInt8] {
            Array(bytes[..<range.lowerBound]) + [UInt8](repeating: fill, count: range.count) + bytes[range.upperBound...]
        }
        #expect(throws: AnnouncementError.version(2)) { try KeyAnnouncement(decoding: changed(0..<1, 2)) }
        #expect(throws: AnnouncementError.serial(0)) { try KeyAnnouncement(decoding: changed(1..<9, 0)) }
        #expect(throws: AnnouncementError.serial(.max)) { try KeyAnnouncement(decoding: changed(1..<9, 0xFF)) }
        #expect(throws: AnnouncementError.time(.max)) { try KeyAnnouncement(decoding: changed(9..<17, 0xFF)) }
        #expect(throws: AnnouncementError.weakKey) { try KeyAnnouncement(decoding: changed(21..<53, 0)) }
    }

    @Test("travel as a list, of which a gateway takes what is new")
    func list() throws {
        let payload = KeyAnnouncement.payload(announcements)
        #expect(try KeyAnnouncement.list(decoding: payload) == announcements)
        #expect(try KeyAnnouncement.list(decoding: []) == [])
        for length in payload.indices where length % 149 != 0 {
            #expect(throws: AnnouncementError.self) { try KeyAnnouncement.list(decoding: Array(payload.prefix(length))) }
        }
        let long = [UInt8](repeating: 1, count: AnnouncementLimit.bytesMax + 1)
        #expect(throws: AnnouncementError.tooLong(bytes: long.count, max: 2384)) { try KeyAnnouncement.list(decoding: long) }
        // A gateway that was set up with the third key, and one that was away.
        var late = KeyRing(trusting: secrets[2].key)
        #expect(late.learn(announcements) == KeyRing.Lesson(accepted: Array(announcements.suffix(2)), refused: nil))
        #expect(late.learn(announcements) == KeyRing.Lesson())
        // One whose key the collector forgot has to be set up anew.
        let stranger = CollectorSecret()
        var lost = KeyRing(trusting: stranger.key)
        #expect(lost.learn(announcements).refused == .signer(secrets[3].key.id, newest: stranger.key.id))
    }

    @Test("are kept as lines, the last 16 of them, and checked again when read")
    func lines() throws {
        var ring = KeyRing(trusting: secrets[0].key)
        var newest = secrets[0]
        for serial in 1...40 {
            let next = CollectorSecret()
            #expect(ring.learn(newest.announcing(next.key, serial: UInt64(serial), validFrom: Self.hour(serial))) == .accepted)
            newest = next
            #expect(try KeyRing(lines: ring.lines) == ring)
        }
        #expect(ring.lines.count == 18)
        #expect(ring.configured == secrets[0].key)
        #expect(ring.sealingKey(at: Timestamp(milliseconds: 0)) != secrets[0].key)
        var lines = ring.lines
        #expect(throws: KeyTextError.ring(line: 1)) { try KeyRing(lines: []) }
        lines.swapAt(4, 5)
        #expect(throws: KeyTextError.ring(line: 5)) { try KeyRing(lines: lines) }
        #expect(throws: KeyTextError.ring(line: 19)) { try KeyRing(lines: ring.lines + [announcements[0].text]) }
        #expect(throws: KeyTextError.kind(expected: "vfa1:")) { try KeyRing(lines: Array(ring.lines.prefix(2)) + ["x"]) }
    }

    @Test("made up at random are refused or read, never trapped on")
    func random() {
        var generator = SeededGenerator(seed: 8)
        for _ in 0..<20_000 {
            var bytes = (0..<Int.random(in: 0...160, using: &generator)).map { _ in UInt8.random(in: 0...255, using: &generator) }
            if bytes.count > 100, Bool.random(using: &generator) { bytes = Array(bytes.prefix(149)) + [] }
            if !bytes.isEmpty { bytes[0] = [1, 0x0F, 0x17, bytes[0]].randomElement(using: &generator) ?? 1 }
            if let announcement = try? KeyAnnouncement(decoding: bytes) { #expect(announcement.encoded() == bytes) }
            if let sealed = try? SealedBatch(decoding: bytes) { #expect(sealed.encoded() == bytes) }
            _ = try? KeyAnnouncement.list(decoding: bytes)
        }
    }

    @Test("have a topic of their own below the root")
    func topic() {
        #expect(Topics.standard.collectorKey == "vitalflow/v1/collector/key")
        #expect(Topics.standard.gatewayMessage(of: Topics.standard.collectorKey) == nil)
    }
}
