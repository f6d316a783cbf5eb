// Time that only moves forward, for state machines that decide by it: they are told it, they never ask a clock.

/// A moment on a monotonic clock that counts suspend too (`CLOCK_BOOTTIME`).
package struct Instant: Hashable, Sendable, Comparable {
    package let sinceBoot: Duration

    package init(sinceBoot: Duration) {
        self.sinceBoot = sinceBoot
    }

    package static func < (one: Self, other: Self) -> Bool { one.sinceBoot < other.sinceBoot }
    package static func + (instant: Self, duration: Duration) -> Self { Self(sinceBoot: instant.sinceBoot + duration) }
    package static func - (later: Self, earlier: Self) -> Duration { later.sinceBoot - earlier.sinceBoot }
}
