// Windows look back over the same beats: they are kept once.

/// The latest intervals, each with the one before it and its traits.
struct BeatHistory: Hashable, Sendable {
    /// In steps of 1/8 ms; 0 where unusable.
    private(set) var intervals: [UInt16] = []
    /// The interval before each, 0 where that is unusable or beats were lost between.
    private(set) var befores: [UInt16] = []
    private(set) var traits: [BeatTraits.Lanes] = []
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
            traits.removeFirst(dropped)
        }
        let before = isBroken ? 0 : intervals.last ?? 0
        let second = before > 0 ? befores.last ?? 0 : 0
        let third = second > 0 ? befores[befores.count - 2] : 0
        intervals.append(interval)
        befores.append(before)
        traits.append(BeatTraits.of(Int32(interval), after: Int32(before), Int32(second), Int32(third)))
        isBroken = false
    }

    /// As `stored` has it.
    mutating func append(stored interval: Int32) {
        if interval < 0 { isBroken = true }
        let units = interval < 0 ? -(interval + 1) : interval
        append(UInt16(clamping: units))
    }

    /// The latest intervals, negative where beats were lost before one: what a stored history consists of.
    var stored: [Int32] {
        let from = max(intervals.count - Self.kept, 0)
        return (from..<intervals.count).map { index in
            let isLost = index > 0 && befores[index] != intervals[index - 1]
            return isLost || index == from ? -Int32(intervals[index]) - 1 : Int32(intervals[index])
        }
    }
}
