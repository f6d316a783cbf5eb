// The radio delivers the samples of a stream in bursts, now sooner, now later. They were taken at even intervals.

import GATT
import Vitals

/// How the clock of a device that streams goes against its gateway's, learnt from the stream itself.
///
/// No frame arrives before its last sample was taken, so the smallest delay that was seen is the nearest to none, and what another frame
/// took longer is its own delay. The gateway's clock is the one that nobody sets.
struct StreamClock: Codable, Hashable {
    /// Of the last sample, in nanoseconds on the device's clock.
    private(set) var last: UInt64
    /// What has to be added to the device's clock to have the gateway's, in microseconds.
    private var offset: Int64

    /// How fast the smallest delay is forgotten: two quartzes drift apart by less than 100 µs a second.
    private static let driftPerMillion: Int64 = 100
    /// How fast a smaller delay is followed: over a frame by less than the time between two samples, so that none comes before an earlier one.
    private static let approachPerMillion: Int64 = 5000
    /// 1 s. Who jumps by more begins anew: the device's clock was set, or the gateway has booted.
    private static let jumpMax: Int64 = 1_000_000

    init(last: UInt64, arriving arrival: Instant) {
        self.last = last
        offset = Self.offset(last, arrival)
    }

    /// How long a frame was under way whose last sample was taken at `last`, compared with the quickest.
    mutating func delay(of last: UInt64, arriving arrival: Instant) -> Duration {
        let seen = Self.offset(last, arrival)
        let elapsed = Int64(last / 1000) - Int64(self.last / 1000)
        // Frames that follow each other on the device's clock show that it was not set: then the radio was late, by however much.
        let follows = (1...Self.jumpMax).contains(elapsed)
        if follows || abs(seen - offset) <= Self.jumpMax {
            // Twelve days: by then both bounds have been passed.
            let passed = min(max(0, elapsed), 1_000_000_000_000)
            offset = max(
                min(seen, offset + passed * Self.driftPerMillion / 1_000_000), offset - passed * Self.approachPerMillion / 1_000_000)
        } else {
            offset = seen
        }
        self.last = last
        return .microseconds(seen - offset)
    }

    private static func offset(_ last: UInt64, _ arrival: Instant) -> Int64 {
        arrival.sinceBoot.wholeMilliseconds * 1000 - Int64(last / 1000)
    }
}
