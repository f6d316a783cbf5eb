// From the key that a person set up to the one that is in use now, each signed by the one before.

import Crypto
package import Vitals

/// The keys of a collector as a gateway knows them. Pure: it is told announcements and the time.
///
/// Only the newest key can announce a further one, and serial numbers grow: an old announcement, sent again by whoever kept it, leads
/// nowhere. A gateway keeps `lines` in its state directory; the collector keeps its own keys in the same form.
package struct KeyRing: Hashable, Sendable {
    /// What a person set up.
    package let configured: CollectorKey
    /// The configured key, until more announcements followed than are kept; then the newest of those that went.
    package private(set) var oldest: CollectorKey
    /// Each signed by the key before it.
    package private(set) var announcements: [KeyAnnouncement] = []

    package init(trusting key: CollectorKey) {
        configured = key
        oldest = key
    }

    /// The key whose word counts about the next one.
    package var newest: CollectorKey { announcements.last?.next ?? oldest }

    /// Of the newest key; 0 for a key that was set up by hand.
    package var serial: UInt64 { announcements.last?.serial ?? 0 }

    package var keys: [CollectorKey] { [oldest] + announcements.map(\.next) }

    /// The key to seal to: the newest one that is valid.
    ///
    /// `wall` is `nil` while the clock is not known to be right: a gateway that believes in 1970 must not go back to a key that the
    /// collector has retired long since. To seal early is harmless, for the collector has every key before it announces it.
    package func sealingKey(at wall: Timestamp?) -> CollectorKey {
        guard let wall else { return newest }
        return announcements.last { $0.validFrom <= wall }?.next ?? oldest
    }
}

extension KeyRing {
    /// Why an announcement is not believed.
    package enum Refused: Error, Hashable {
        case serial(UInt64, newest: UInt64)
        /// Signed by a key that is not the newest one known here.
        case signer(KeyID, newest: KeyID)
        case signature(KeyID)
    }

    package enum Outcome: Hashable, Sendable {
        case accepted
        /// Of a key that is in the ring already; nothing changes.
        case known
        case refused(Refused)
    }

    package mutating func learn(_ announcement: KeyAnnouncement) -> Outcome {
        guard !keys.contains(announcement.next) else { return .known }
        guard announcement.serial > serial else { return .refused(.serial(announcement.serial, newest: serial)) }
        guard announcement.signer == newest.id else { return .refused(.signer(announcement.signer, newest: newest.id)) }
        guard newest.signed(announcement.content.signedBytes, announcement.signature) else { return .refused(.signature(newest.id)) }
        if announcements.count == AnnouncementLimit.announcementsMax { oldest = announcements.removeFirst().next }
        announcements.append(announcement)
        return .accepted
    }

    /// What a payload of the topic taught.
    package struct Lesson: Hashable, Sendable {
        /// `lines` are to be written again when this is not empty.
        package var accepted: [KeyAnnouncement] = []
        /// Why the key that the payload ends with is not in the ring.
        package var refused: Refused?
    }

    /// Learns from the collector's list, oldest first. What it says about keys before the configured one is passed over.
    package mutating func learn(_ list: [KeyAnnouncement]) -> Lesson {
        var lesson = Lesson()
        for announcement in list {
            switch learn(announcement) {
            case .accepted:
                lesson.accepted.append(announcement)
                lesson.refused = nil
            case .known: lesson.refused = nil
            case .refused(let reason): lesson.refused = reason
            }
        }
        return lesson
    }
}

extension KeyRing {
    /// As lines of a file: the configured key, the oldest key, the announcements.
    package var lines: [String] { [configured.text, oldest.text] + announcements.map(\.text) }

    /// Reads such lines and checks every signature again. Whoever reads compares `configured` with the present setting.
    package init(lines: [String]) throws(KeyTextError) {
        guard lines.count >= 2 else { throw .ring(line: lines.count + 1) }
        guard lines.count <= 2 + AnnouncementLimit.announcementsMax else { throw .ring(line: lines.count) }
        configured = try CollectorKey(lines[0])
        oldest = try CollectorKey(lines[1])
        for (index, line) in lines.enumerated().dropFirst(2) {
            guard learn(try KeyAnnouncement(line)) == .accepted else { throw .ring(line: index + 1) }
        }
    }
}

extension CollectorKey {
    func signed(_ bytes: [UInt8], _ signature: [UInt8]) -> Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: signing) else { return false }
        return key.isValidSignature(signature, for: bytes)
    }
}
