// An event as the log gives it back.

package import Vitals

/// A durable event and its place in the log.
package struct LoggedEvent: Hashable, Sendable {
    /// Grows along the log; numbers may be missing.
    package let offset: Int64
    /// `nil`: a newer version wrote it.
    package let kind: EventKind?
    package let key: EventKey
    package let received: Timestamp
    package let body: [UInt8]
    package let integrity: EventIntegrity

    package init(
        offset: Int64, kind: EventKind? = .batch, key: EventKey, received: Timestamp, body: [UInt8], integrity: EventIntegrity = .intact
    ) {
        self.offset = offset
        self.kind = kind
        self.key = key
        self.received = received
        self.body = body
        self.integrity = integrity
    }
}

/// How much one read may return; a read returns at least one event when there is one.
package struct ReadLimit: Hashable, Sendable {
    package let eventsMax: Int
    package let bytesMax: Int

    package init(eventsMax: Int, bytesMax: Int) {
        self.eventsMax = max(1, eventsMax)
        self.bytesMax = max(1, bytesMax)
    }
}
