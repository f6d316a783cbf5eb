// How much of a day was irregular says more about a risk than that it was.

package import HeartRhythm
package import Vitals

/// The share of the latest 24 hours with a known rhythm in which it was irregular, by the hour.
package struct RhythmBurden: Hashable, Sendable, Codable {
    private struct Hour: Hashable, Sendable, Codable {
        let number: Int64
        var irregular = 0.0
        var known = 0.0
    }

    /// Oldest first; seconds in the beats' own time.
    private var hours: [Hour] = []
    private static let hoursMax: Int64 = 24

    package init() {}

    package mutating func add(_ reading: RhythmReading, rr: Duration, at time: Timestamp) {
        guard reading.rhythm != .unknown else { return }
        let number = time.milliseconds.flooredQuotientAndRemainder(dividingBy: 3_600_000).quotient
        if hours.last?.number != number {
            // After a clock that went back what came before has no hour any more.
            hours.removeAll { $0.number > number || $0.number <= number - Self.hoursMax }
            hours.append(Hour(number: number))
        }
        guard var hour = hours.popLast() else { return }
        hour.known += rr.inSeconds
        if reading.rhythm == .irregular { hour.irregular += rr.inSeconds }
        hours.append(hour)
    }

    /// 0 to 1; nil where less than half an hour is known.
    package var share: Double? {
        let known = hours.reduce(0) { $0 + $1.known }
        return known >= 1800 ? hours.reduce(0) { $0 + $1.irregular } / known : nil
    }
}
