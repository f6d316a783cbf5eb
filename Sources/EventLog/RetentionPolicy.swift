// What the log need not keep for ever, and the account of what it let go.

package import Vitals

/// How much of the past the log keeps. What is older is dropped, once every view has it.
package struct RetentionPolicy: Hashable, Sendable {
    /// Counted from when an event was received.
    package let ageMax: Duration?
    /// Of the file, without what is free in it.
    package let bytesMax: Int?

    package init(ageMax: Duration? = nil, bytesMax: Int? = nil) {
        self.ageMax = ageMax
        self.bytesMax = bytesMax
    }

    package var keepsEverything: Bool { ageMax == nil && bytesMax == nil }
}

package enum RetentionReason: String, Hashable, Sendable, CaseIterable {
    case age, size
}

/// Events of one source and kind that were dropped for one reason.
package struct DroppedEvents: Hashable, Sendable {
    package let source: EventSource
    package let kind: EventKind?
    package let reason: RetentionReason
    package var events: Int
    /// Of their bodies.
    package var bytes: Int
    package var offsets: ClosedRange<Int64>
    package var received: ClosedRange<Timestamp>
}
