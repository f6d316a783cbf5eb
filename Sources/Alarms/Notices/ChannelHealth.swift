// A server that is down is not asked a thousand times a second.

package import Vitals

/// A circuit breaker for one channel: after each failure it rests longer, and from the third on it counts as failing, until something arrives.
package struct ChannelHealth: Hashable, Sendable {
    private var failures = 0
    private var failed: Timestamp?
    private var rest = Duration.zero

    package init() {}

    private static let failingFrom = 3
    private static let restMin = Duration.seconds(1)
    private static let restMax = Duration.seconds(300)

    package var isFailing: Bool { failures >= Self.failingFrom }

    /// Whether it may be tried. A clock that was set back before the failure ends the rest: nobody knows how long it would be.
    package func isRested(at now: Timestamp) -> Bool { failed.map { now < $0 || now - $0 >= rest } ?? true }

    /// When it may be tried again.
    package func next(at now: Timestamp) -> Timestamp { failed.map { now < $0 ? now : max($0 + rest, now) } ?? now }

    package mutating func succeeded() { self = ChannelHealth() }

    /// `jitter`: -1 to 1.
    package mutating func failed(at now: Timestamp, jitter: Double) {
        failures += 1
        failed = now
        rest = min(Self.restMin * Double(1 << min(failures - 1, 10)), Self.restMax) * (1 + 0.1 * jitter)
    }
}
