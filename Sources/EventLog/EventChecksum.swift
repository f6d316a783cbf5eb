// Disks and memories flip bits; SQLite does not look.

import Vitals

/// Whether an event is as it was written.
package enum EventIntegrity: String, Hashable, Sendable {
    case intact
    case damaged
    /// Written by a version without checksums.
    case unchecked
}

enum EventChecksum {
    /// Over everything that the log keeps of an event. A changed byte always changes it; it is no defence against forgery.
    static func of(_ kind: Int, _ key: EventKey, _ received: Timestamp, _ body: [UInt8]) -> UInt64 {
        var fingerprint = Fingerprint()
        for byte in key.source.text.utf8 { fingerprint.add(byte) }
        for number in [UInt64(bitPattern: Int64(kind)), key.epoch, key.sequence, UInt64(bitPattern: received.milliseconds)] {
            fingerprint.add(number)
        }
        fingerprint.add(body)
        return fingerprint.value
    }
}
