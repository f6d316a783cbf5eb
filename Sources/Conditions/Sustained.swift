// "For a minute" means: every value of an unbroken minute. Most false alarms of monitors are single values and gaps.

package import Vitals

/// How long something has held without a break.
package struct Sustained: Hashable, Sendable, Codable {
    /// Since when; nil when it does not hold.
    package private(set) var since: Timestamp?
    /// The latest value that it was seen in.
    private var last: Timestamp?

    package init() {}

    /// Takes the next value's verdict, and says how long it has held; nil when it does not.
    ///
    /// A silence longer than `gapMax`, and a clock that went back, begin anew.
    package mutating func update(holds: Bool, at time: Timestamp, gapMax: Duration) -> Duration? {
        guard holds else {
            reset()
            return nil
        }
        if let last, time < last || time.elapsed(since: last) > gapMax { since = nil }
        last = time
        let start = since ?? time
        since = start
        return time.elapsed(since: start)
    }

    package mutating func reset() {
        since = nil
        last = nil
    }
}
