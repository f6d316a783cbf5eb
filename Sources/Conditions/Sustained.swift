// "For a minute" means: every value of an unbroken minute. Most false alarms of monitors are single values and gaps.

package import Vitals

/// How long something has held without a break.
package struct Sustained: Hashable, Sendable, Codable {
    /// Since when, without a gap; nil when it does not hold.
    package private(set) var since: Timestamp?
    /// Since when every value said so, gaps or not.
    package private(set) var first: Timestamp?
    /// How many values said so in a row that were apart by a gap: spot checks.
    package private(set) var spots = 0
    /// The latest value that it was seen in.
    private var last: Timestamp?

    /// Values that are further apart say nothing together: the next day's spot check is no confirmation of today's.
    private static let spotGapMax = Duration.seconds(3600)

    package init() {}

    /// Takes the next value's verdict, and says how long it has held; nil when it does not.
    ///
    /// A silence longer than `gapMax`, and a clock that went back, begin anew.
    package mutating func update(holds: Bool, at time: Timestamp, gapMax: Duration) -> Duration? {
        guard holds else {
            reset()
            return nil
        }
        if let last {
            let silent = time.elapsed(since: last)
            if silent < .zero || silent > Self.spotGapMax {
                reset()
            } else if silent > gapMax {
                since = nil
                spots += 1
            }
        }
        last = time
        let start = since ?? time
        since = start
        if first == nil { (first, spots) = (start, 1) }
        return time.elapsed(since: start)
    }

    package mutating func reset() {
        self = Sustained()
    }
}
