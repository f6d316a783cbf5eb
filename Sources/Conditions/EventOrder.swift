// Each metric moves forward in event time; what comes late belongs to history, not to detection.

import Vitals

/// Lets observations pass in the order of their times.
struct EventOrder: Hashable, Sendable, Codable {
    /// The newest time that passed.
    private(set) var newest: Timestamp?

    /// A clock that is further ahead than this is wrong: NTP keeps a gateway within a second, a person sets it within minutes.
    static let aheadMax = Duration.seconds(300)

    /// Whether a value of this time is not older than those before.
    ///
    /// A time from the future would lock out all that follow. So when the newest lies more than `aheadMax` beyond `now`, the latest tick,
    /// an older value replaces it.
    mutating func passes(_ time: Timestamp, now: Timestamp?) -> Bool {
        if let newest, time < newest {
            guard let now, newest.elapsed(since: now) > Self.aheadMax else { return false }
        }
        newest = time
        return true
    }
}
