// Devices stamp what they measured while away by clocks of their own, which may be wrong by years.

import GATT
import Vitals

/// How a device's clock goes, learnt each time that it is read; the gateway reads it on connect, sets it, and reads it again.
struct DeviceClock: Codable, Hashable {
    /// What has to be added to what the clock shows, read as UTC, in milliseconds: its error and its time zone.
    private(set) var offset: Int64
    private(set) var read: Timestamp
    /// The offset before somebody set the clock, and when that was noticed.
    private(set) var earlierOffset: Int64?
    private(set) var changed: Timestamp?
    /// Whether it was read by a gateway's clock that was not known to be right; then it moves with that.
    var isEstimate: Bool?

    /// More is no drift between two readings: somebody set the clock.
    private static let driftMax: Int64 = 2000
    /// A stamp has whole seconds, and the reading took its time.
    private static let tolerance = Duration.seconds(3)

    init(showing shown: Timestamp, at now: Timestamp, isEstimate: Bool = false) {
        offset = now.milliseconds - shown.milliseconds
        read = now
        self.isEstimate = isEstimate ? true : nil
    }

    /// The gateway's clock, by which it was read, was wrong by so much.
    mutating func move(by shift: Duration) {
        guard isEstimate == true else { return }
        offset += shift.wholeMilliseconds
        earlierOffset = earlierOffset.map { $0 + shift.wholeMilliseconds }
        read = read + shift
        changed = changed.map { $0 + shift }
    }

    mutating func showed(_ shown: Timestamp, at now: Timestamp) {
        // A backlog says what was, not what is.
        guard now >= read else { return }
        let new = now.milliseconds - shown.milliseconds
        if abs(new - offset) > Self.driftMax {
            earlierOffset = offset
            changed = now
        }
        offset = new
        read = now
    }

    /// When a stamp was made that arrived at `arrival`: by the clock as it goes now, or as it went before it was set.
    func time(of shown: Timestamp, arriving arrival: Timestamp) -> Timestamp {
        let now = shown + .milliseconds(offset)
        guard let earlierOffset, let changed else { return now }
        let isOfNow = now >= changed - Self.tolerance && now <= arrival + Self.tolerance
        let earlier = shown + .milliseconds(earlierOffset)
        return !isOfNow && earlier <= changed + Self.tolerance ? earlier : now
    }

    /// Whether the clock, in a zone so many minutes east of UTC, is right to a few seconds.
    func isRight(utcOffsetMinutes: Int) -> Bool {
        earlierOffset == nil && abs(offset + Int64(utcOffsetMinutes) * 60_000) <= Self.driftMax
    }
}
