// A reading speaks of a beat half a minute ago: what is made of it must name that beat's time, not the latest one's.

import HeartRhythm
package import Vitals

/// Remembers the latest beats until the detector has judged them.
package struct JudgedBeats: Hashable, Sendable, Codable {
    package struct Beat: Hashable, Sendable {
        /// When it ended its interval.
        package let time: Timestamp
        /// Its interval; 0 where that was no time that a rhythm was seen in.
        package let milliseconds: Int64

        package init(time: Timestamp, milliseconds: Int64) {
            self.time = time
            self.milliseconds = milliseconds
        }
    }

    /// Oldest first, in milliseconds.
    private var times = PackedArray<Int64>()
    private var intervals = PackedArray<UInt16>()

    /// In milliseconds. A longer interval is a gap between two stretches, not a rhythm of one beat.
    private static let rrMax = 3000.0

    package init() {}

    /// Takes the newest beat; returns the one that the detector's reading after it is about.
    package mutating func add(rr milliseconds: Double, at time: Timestamp) -> Beat? {
        let isTime = milliseconds > 0 && milliseconds <= Self.rrMax
        times.values.append(time.milliseconds)
        intervals.values.append(isTime ? UInt16(milliseconds.rounded()) : 0)
        guard times.values.count > IrregularRhythmDetector.lookAheadBeats else { return nil }
        let judged = Timestamp(milliseconds: times.values.removeFirst())
        return Beat(time: judged, milliseconds: Int64(intervals.values.removeFirst()))
    }
}
