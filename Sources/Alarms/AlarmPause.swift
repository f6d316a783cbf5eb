// A snooze or a silence: who asked for it, why, and until when.

package import Vitals

/// Something that keeps an alarm quiet for a while, by somebody's wish.
package struct AlarmPause: Hashable, Sendable, Codable {
    package let by: String
    package let reason: String
    package private(set) var from: Timestamp
    package private(set) var until: Timestamp

    init(by action: AlarmAction, at time: Timestamp, atMost limit: Duration) {
        self.init(by: action, at: time, lasting: min(.seconds(max(action.seconds ?? 0, 0)), limit))
    }

    init(by action: AlarmAction, at time: Timestamp, lasting duration: Duration) {
        (by, reason) = (action.by, action.reason)
        (from, until) = (time, time + duration)
    }

    /// The clock was set back by so much: what is left of it stays.
    mutating func shift(by step: Duration) { (from, until) = (from - step, until - step) }
}
