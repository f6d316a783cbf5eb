// An event on its way into the log.

package import Uplink
package import Vitals

/// An event as it came: a batch's body is kept exactly as it was sealed.
package struct ArrivedEvent: Hashable, Sendable {
    package let kind: EventKind
    package let key: EventKey
    package let received: Timestamp
    package let body: [UInt8]
    /// What the gaps of a batch account for: batches that will never come.
    package let lost: [EpochRanges]

    package init(_ kind: EventKind = .batch, key: EventKey, received: Timestamp, body: [UInt8], lost: [EpochRanges] = []) {
        self.kind = kind
        self.key = key
        self.received = received
        self.body = body
        self.lost = lost
    }

    var checksum: UInt64 { EventChecksum.of(kind.rawValue, key, received, body) }
}

/// What appending did with an event.
package enum AppendOutcome: Hashable, Sendable {
    case stored(offset: Int64)
    /// The log had the same bytes under this key, or had them once and was told to keep them no longer.
    case repeated
    /// The log has other bytes under this key, as when a gateway's storage was copied and both copies went on. Nothing was stored.
    case conflicting
}
