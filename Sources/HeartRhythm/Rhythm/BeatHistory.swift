// Windows look back over the same beats: they are kept once.

/// The latest intervals, each with the one before it and its traits.
struct BeatHistory: Hashable, Sendable {
    /// In steps of 1/8 ms; 0 where unusable.
    private(set) var intervals: [UInt16] = []
    /// The interval before each, 0 where that is unusable or beats were lost between.
    private(set) var befores: [UInt16] = []
    /// With how many later beats each agrees.
    private(set) var later: [PairCounts] = []
    private var isBroken = true

    /// Whether beats were lost after the latest, or nothing came yet.
    var isInterrupted: Bool { isBroken }

    /// The longest window, and the beat that leaves it.
    private static let looked = RhythmFeatures.longestBeats + 1
    /// Three more than the windows need, since the traits of the oldest compare it with those.
    static let kept = looked + 3
    /// Old beats are dropped this many at a time: an array would move all others for each.
    private static let countMax = 2 * kept

    static let unitsPerMillisecond = 8.0
    /// Milliseconds. 250 beats a minute: shorter intervals of a strap are double detections. 24 beats a minute: longer ones are missed beats.
    static let usable = 240.0...2500.0

    /// Beats were lost here.
    mutating func interrupt() {
        isBroken = true
    }

    mutating func append(rr milliseconds: Double) {
        append(Self.usable.contains(milliseconds) ? UInt16((milliseconds * Self.unitsPerMillisecond).rounded()) : 0)
    }

    private mutating func append(_ interval: UInt16) {
        if intervals.count >= Self.countMax {
            let dropped = intervals.count - Self.kept
            intervals.removeFirst(dropped)
            befores.removeFirst(dropped)
            later.removeFirst(dropped)
        }
        let before = isBroken ? 0 : intervals.last ?? 0
        intervals.append(interval)
        befores.append(before)
        later.append(PairCounts())
        isBroken = false
    }

    /// The traits of a beat, which needs three beats before it for all of them.
    func traits(at index: Int) -> BeatTraits.Lanes {
        let one = befores[index]
        let two = one > 0 && index >= 1 ? befores[index - 1] : 0
        let three = two > 0 && index >= 2 ? befores[index - 2] : 0
        return BeatTraits.of(Int32(intervals[index]), after: Int32(one), Int32(two), Int32(three))
    }

    /// Compares the newest beat with those before it but its neighbour, each of which counts it as a later one. Returns the counts with the
    /// beats up to each of the distances, which ascend; a distance further back than there are beats has them all.
    mutating func compareNewest(upTo distances: InlineArray<6, Int>) -> InlineArray<6, PairCounts> {
        let newest = intervals.count - 1
        let (now, before) = (intervals[newest], befores[newest])
        let (near5, near12) = (IntervalBand(around: now, 39, 41), IntervalBand(around: now, 47, 53))
        let (beforeNear5, beforeNear12) = (IntervalBand(around: before, 39, 41), IntervalBand(around: before, 47, 53))
        var total = PairCounts()
        var reached = InlineArray<6, PairCounts>(repeating: total)
        var index = newest - 2
        for place in distances.indices {
            let last = now > 0 ? max(newest - distances[place], 0) : newest
            while index >= last {
                let (other, otherBefore) = (intervals[index], befores[index])
                if other > 0 {
                    var counts = PairCounts()
                    let (is5, is12) = (near5.contains(other), near12.contains(other))
                    let isDouble = before > 0 && otherBefore > 0
                    counts.add(.pairs, if: true)
                    counts.add(.within5, if: is5)
                    counts.add(.within12, if: is12)
                    counts.add(.doublePairs, if: isDouble)
                    counts.add(.doubleWithin5, if: isDouble && is5 && beforeNear5.contains(otherBefore))
                    counts.add(.doubleWithin12, if: isDouble && is12 && beforeNear12.contains(otherBefore))
                    total += counts
                    later[index] += counts
                }
                index -= 1
            }
            reached[place] = total
        }
        return reached
    }

    /// As `stored` has it.
    mutating func append(stored interval: UInt16) {
        if interval & Self.lost > 0 { isBroken = true }
        append(interval & ~Self.lost)
    }

    /// An interval has at most 20,000 units: the highest bit says that beats were lost before it.
    private static let lost: UInt16 = 1 << 15

    /// The latest intervals, marked where beats were lost before one: what a stored history consists of.
    var stored: [UInt16] {
        let from = max(intervals.count - Self.kept, 0)
        return (from..<intervals.count).map { index in
            let isLost = index > 0 && befores[index] != intervals[index - 1]
            return isLost || index == from ? intervals[index] | Self.lost : intervals[index]
        }
    }
}
