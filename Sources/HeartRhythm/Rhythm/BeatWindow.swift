// The latest beats, and everything that is counted over them, kept up to date with each beat.

/// One window over the latest beats of a history: sums of traits, and recurrences.
struct BeatWindow: Hashable, Sendable {
    let beats: Int
    private(set) var sums = BeatTraits.Lanes.zero
    private(set) var recurrence = Recurrence()

    init(beats: Int) {
        self.beats = beats
    }

    var usable: Int { Int(sums[BeatTraits.usable]) }
    /// Beats with three usable ones before them.
    var joined: Int { Int(sums[BeatTraits.joinedToThree]) }

    /// Takes the beat out that is too old once the newest of the history is in. To be called before the newest is compared.
    mutating func removeOldest(_ history: borrowing BeatHistory) {
        let oldest = history.intervals.count - 1 - beats
        guard oldest >= 0 else { return }
        sums &-= history.traits(at: oldest)
        // The next beat's pairs stay, but the beat before it is gone: as a double it counts no more.
        recurrence.remove(history.later[oldest], doubles: history.later[oldest + 1])
    }

    /// Takes the newest beat in: its pairs with the beats of the window, and with those that have one before them in the window.
    mutating func addNewest(_ traits: BeatTraits.Lanes, pairs: PairCounts, doubles: PairCounts) {
        sums &+= traits
        recurrence.add(pairs, doubles: doubles)
    }

    /// The mean of a trait over the beats that have it.
    func mean(_ trait: Int, over neighbours: Int) -> Double {
        Double(sums[trait]) / Double(max(sums[neighbours], 1))
    }

    /// The mean of a difference, as a share of its largest value.
    func meanDifference(_ trait: Int, over neighbours: Int) -> Double {
        mean(trait, over: neighbours) / Double(BeatTraits.differenceMax)
    }
}
