// How a gateway learns the collector's next key without anybody visiting it. The layout is in README.md.

package import Vitals

package enum AnnouncementLimit {
    /// Of one message: a gateway that was away for so many rotations still finds its way from the key that it trusts.
    package static let announcementsMax = 16
    /// Version 1, serial 8, valid from 8, signer 4, next key 64, signature 64.
    package static let announcementBytes = 149
    /// 2384.
    package static let bytesMax = announcementsMax * announcementBytes
}

/// Why bytes are not an announcement.
package enum AnnouncementError: Error, Hashable {
    case length(bytes: Int, expected: Int)
    case tooLong(bytes: Int, max: Int)
    case version(UInt8)
    case serial(UInt64)
    /// Before 1970 or after the year 9999.
    case time(UInt64)
    /// Sealing to the key would hide nothing.
    case weakKey
}

/// The next key of the collector, signed by the one before it. Who signed is checked by `KeyRing`, which knows whom to trust.
package struct KeyAnnouncement: Hashable, Sendable {
    struct Content: Hashable, Sendable {
        let serial: UInt64
        let validFrom: Timestamp
        let signer: KeyID
        let next: CollectorKey

        func encoded() -> [UInt8] {
            [KeyAnnouncement.version] + serial.bigEndianBytes + UInt64(clamping: validFrom.milliseconds).bigEndianBytes
                + signer.rawValue.bigEndianBytes + next.encoded()
        }

        /// What Ed25519 signs: a signature made for this purpose is good for no other.
        var signedBytes: [UInt8] { Array("vitalflow uplink v1 key announcement".utf8) + encoded() }
    }

    let content: Content
    let signature: [UInt8]

    private static let version: UInt8 = 1

    /// 1, 2, 3…: one more with each rotation.
    package var serial: UInt64 { content.serial }
    /// Gateways seal to the next key from here on.
    package var validFrom: Timestamp { content.validFrom }
    package var signer: KeyID { content.signer }
    package var next: CollectorKey { content.next }

    init(content: Content, signature: [UInt8]) {
        self.content = content
        self.signature = signature
    }

    package func encoded() -> [UInt8] { content.encoded() + signature }

    package init(decoding bytes: [UInt8]) throws(AnnouncementError) {
        guard bytes.count == AnnouncementLimit.announcementBytes else {
            throw .length(bytes: bytes.count, expected: AnnouncementLimit.announcementBytes)
        }
        var fields = FixedFields(bytes)
        let version = fields.integer(UInt8.self)
        guard version == Self.version else { throw .version(version) }
        let serial = fields.integer(UInt64.self)
        guard serial != 0, serial <= UInt64(Int64.max) else { throw .serial(serial) }
        let time = fields.integer(UInt64.self)
        guard let milliseconds = Int64(exactly: time), TimeLimit.wallMilliseconds.contains(milliseconds) else { throw .time(time) }
        let signer = KeyID(rawValue: fields.integer(UInt32.self))
        guard let next = try? CollectorKey(decoding: fields.bytes(CollectorKey.byteCount)) else { throw .weakKey }
        self.init(
            content: Content(serial: serial, validFrom: Timestamp(milliseconds: milliseconds), signer: signer, next: next),
            signature: fields.remainder())
    }
}

extension KeyAnnouncement {
    /// The payload of the topic: announcements one after the other, the oldest first.
    package static func payload(_ announcements: [KeyAnnouncement]) -> [UInt8] { announcements.flatMap { $0.encoded() } }

    /// Reads such a payload. An empty one is how somebody clears a retained topic, and announces nothing.
    package static func list(decoding payload: [UInt8]) throws(AnnouncementError) -> [KeyAnnouncement] {
        guard payload.count <= AnnouncementLimit.bytesMax else { throw .tooLong(bytes: payload.count, max: AnnouncementLimit.bytesMax) }
        var fields = FixedFields(payload)
        var announcements: [KeyAnnouncement] = []
        for _ in 0..<(payload.count + AnnouncementLimit.announcementBytes - 1) / AnnouncementLimit.announcementBytes {
            announcements.append(try KeyAnnouncement(decoding: fields.bytes(AnnouncementLimit.announcementBytes)))
        }
        return announcements
    }
}

extension KeyAnnouncement {
    /// One line, for a file.
    package var text: String { KeyText.encoded(encoded(), kind: KeyText.announcement) }

    package init(_ text: some StringProtocol) throws(KeyTextError) {
        let bytes = try KeyText.bytes(of: text, kind: KeyText.announcement, count: AnnouncementLimit.announcementBytes)
        do { try self.init(decoding: bytes) } catch { throw .announcement(error) }
    }
}
