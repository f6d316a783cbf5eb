// What a gateway's monotonic clock says in wall-clock time, learnt from every moment at which the gateway knew.

import Uplink
import Vitals

/// One boot of one gateway: its frames share a monotonic clock.
struct BootKey: Codable, Hashable {
    let gateway: GatewayID
    let boot: UInt32
}

/// How the wall clock lies over the clock of one boot.
///
/// `CLOCK_BOOTTIME` counts suspend, and the kernel slews it together with the wall clock, through leap smears too. So their difference
/// changes only when the wall clock steps. Frames are placed by one function of the boot's clock that never falls: in whatever order
/// batches come, frames of one boot keep their order.
struct BootClock: Codable, Hashable {
    enum Limit {
        /// The two clocks are read one after the other, by a process that may be interrupted in between.
        static let jitter: Int64 = 50
        /// 10 s. Daemons step by less when they correct a clock that was right; one that was wrong steps by more.
        static let smallStep: Int64 = 10_000
        /// 10 s. A large step counts once it has lasted: one wrong reading must not move a day.
        static let confirmation: Int64 = 10_000
        /// More small steps than a bad network causes in a day.
        static let knotsMax = 32
        /// 24 h of batches that are settled can be moved once more.
        static let history: Int64 = 86_400_000
        /// A quarter of a year: longer than meters are not read out.
        static let stored = Duration.seconds(90 * 86_400)
        /// Boots of one gateway. A clock takes some 200 bytes.
        static let bootsMax = 32
    }

    /// From an instant on the difference is another one. All in milliseconds.
    private struct Knot: Codable, Hashable {
        let instant: Int64
        let offset: Int64
        /// The wall time of the instant, as it was before the step: after a step back time passes at half speed from here.
        let floor: Int64
    }

    private struct Candidate: Codable, Hashable {
        let instant: Int64
        let offset: Int64
    }

    private var knots: [Knot]
    private var newest: Int64
    private var candidate: Candidate?
    /// Counts how often what was placed before has to move.
    private(set) var generation = 1
    /// The newest batch in the log that told the time.
    var seen: Int64

    /// `anchor` is synchronized.
    init(_ anchor: ClockAnchor, seen: Int64) {
        let instant = anchor.instant.sinceBoot.wholeMilliseconds
        knots = [Knot(instant: 0, offset: anchor.wall.milliseconds - instant, floor: 0)]
        newest = instant
        self.seen = seen
    }

    func wallTime(of instant: Instant) -> Timestamp {
        Timestamp(milliseconds: wall(instant.sinceBoot.wholeMilliseconds))
    }

    /// What has to be added to the boot's clock, in milliseconds, as of the first anchor.
    var offset: Int64 { knots.first?.offset ?? 0 }

    private func wall(_ instant: Int64) -> Int64 {
        let index = knots.lastIndex { $0.instant < instant } ?? 0
        let knot = knots[index]
        let time = instant + knot.offset
        return index == 0 ? time : max(time, knot.floor + (instant - knot.instant) / 2)
    }

    /// Whether an anchor says about the same.
    func agrees(with anchor: ClockAnchor) -> Bool {
        abs(wallTime(of: anchor.instant).milliseconds - anchor.wall.milliseconds) <= Limit.smallStep
    }

    /// Takes a synchronized anchor. One that is older than another that was taken says nothing new.
    mutating func take(_ anchor: ClockAnchor) {
        let instant = anchor.instant.sinceBoot.wholeMilliseconds
        guard instant > newest, let current = knots.last?.offset else { return }
        newest = instant
        let offset = anchor.wall.milliseconds - instant
        let step = offset - current
        guard abs(step) > Limit.smallStep else {
            candidate = nil
            if abs(step) > Limit.jitter { turn(to: offset, at: instant) }
            return
        }
        guard let candidate, abs(candidate.offset - offset) <= Limit.smallStep else {
            self.candidate = Candidate(instant: instant, offset: offset)
            return
        }
        guard instant - candidate.instant >= Limit.confirmation else { return }
        self.candidate = nil
        if step > 0 { turn(to: offset, at: instant) } else { turnBack(to: offset) }
    }

    private mutating func turn(to offset: Int64, at instant: Int64) {
        knots.append(Knot(instant: instant, offset: offset, floor: wall(instant)))
        if knots.count > Limit.knotsMax { knots.removeFirst() }
    }

    /// What was placed while the clock was ahead would lie over what comes now: it moves back too.
    private mutating func turnBack(to offset: Int64) {
        var start: Int64 = 0
        while let last = knots.last, last.offset > offset + Limit.smallStep {
            start = last.instant
            knots.removeLast()
        }
        knots.append(Knot(instant: start, offset: offset, floor: knots.isEmpty ? 0 : wall(start)))
        generation += 1
    }
}
