// A server that is down is not asked a thousand times a second.

import Vitals

/// A circuit breaker for one channel: after each failure it rests longer, and from the third on it counts as failing, until something arrives.
struct ChannelHealth: Hashable, Sendable {
    private var failures = 0
    private var nextTry = Timestamp.first

    private static let failingFrom = 3
    private static let restMin = Duration.seconds(1)
    private static let restMax = Duration.seconds(300)

    var isFailing: Bool { failures >= Self.failingFrom }

    /// When it may be tried.
    var next: Timestamp { nextTry }

    mutating func succeeded() { self = ChannelHealth() }

    /// `jitter`: -1 to 1.
    mutating func failed(at now: Timestamp, jitter: Double) {
        failures += 1
        nextTry = now + min(Self.restMin * Double(1 << min(failures - 1, 10)), Self.restMax) * (1 + 0.1 * jitter)
    }
}

/// What became of an attempt.
enum Delivery: Hashable, Sendable {
    case arrived
    /// The server cannot be used now, or not by us: nothing else will arrive either.
    case channelFailed(String)
    /// The server takes others, but not this message.
    case refused(String)
}
