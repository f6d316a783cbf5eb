// Each machine of a simulation has its own idea of the time, made from the simulation's.

package import Vitals

/// The two clocks of one machine: one that counts since boot, and one that is set, jumps, and may be years wrong.
///
/// A function of the time elapsed in the simulation: it never asks a real clock.
package struct SimulatedClock: Hashable, Sendable {
    /// Counts boots; 1 is the first.
    package private(set) var boot: UInt32 = 1
    package private(set) var isSynchronized: Bool
    /// What the crystal gains or loses, in both clocks.
    package private(set) var driftPartsPerMillion: Int
    /// Since when drift and wall count, and what the clocks said then.
    private var reference: Duration
    private var sinceBootAtReference = Duration.zero
    private var wallAtReference: Timestamp

    /// A machine that boots at `elapsed` and believes it is `wall`; the Raspberry Pi without a network believes 1970.
    package init(wall: Timestamp, isSynchronized: Bool, driftPartsPerMillion: Int = 0, at elapsed: Duration = .zero) {
        reference = elapsed
        wallAtReference = wall
        self.isSynchronized = isSynchronized
        self.driftPartsPerMillion = driftPartsPerMillion
    }

    private func counted(to elapsed: Duration) -> Duration {
        let passed = elapsed - reference
        return passed + passed * driftPartsPerMillion / 1_000_000
    }

    package func instant(at elapsed: Duration) -> Instant { Instant(sinceBoot: sinceBootAtReference + counted(to: elapsed)) }

    package func wall(at elapsed: Duration) -> Timestamp { wallAtReference + counted(to: elapsed) }

    /// When in the simulation this machine's clock will say `instant`.
    package func elapsed(at instant: Instant) -> Duration {
        let counted = instant.sinceBoot - sinceBootAtReference
        // One attosecond up, since the division cut off: at the answer, the instant has come.
        return reference + counted * 1_000_000 / (1_000_000 + driftPartsPerMillion) + Duration(secondsComponent: 0, attosecondsComponent: 1)
    }

    /// A time server or a person sets the wall clock; the clock since boot does not notice.
    package mutating func setWall(to wall: Timestamp, isSynchronized: Bool, at elapsed: Duration) {
        rebase(at: elapsed)
        wallAtReference = wall
        self.isSynchronized = isSynchronized
    }

    /// A daylight-saving mistake, a leap second, a hand at the dial.
    package mutating func stepWall(by step: Duration, at elapsed: Duration) {
        rebase(at: elapsed)
        wallAtReference = wallAtReference + step
    }

    /// A leap smear, or a crystal in the cold.
    package mutating func setDrift(partsPerMillion: Int, at elapsed: Duration) {
        rebase(at: elapsed)
        driftPartsPerMillion = partsPerMillion
    }

    /// The clock since boot begins anew. `wall`: what the machine believes now; `nil`: a battery kept it.
    package mutating func reboot(wall: Timestamp? = nil, at elapsed: Duration) {
        rebase(at: elapsed)
        boot += 1
        sinceBootAtReference = .zero
        guard let wall else { return }
        wallAtReference = wall
        isSynchronized = false
    }

    private mutating func rebase(at elapsed: Duration) {
        (sinceBootAtReference, wallAtReference) = (instant(at: elapsed).sinceBoot, wall(at: elapsed))
        reference = elapsed
    }
}
