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

    /// Takes the newest beat of the history in, and the one out that is too old by now.
    mutating func update(_ history: borrowing BeatHistory) {
        let intervals = history.intervals.span
        let befores = history.befores.span
        let newest = intervals.count - 1
        let oldest = newest - beats
        if oldest >= 0 {
            sums &-= history.traits[oldest]
            recurrence.count(intervals[oldest], with: intervals.extracting(oldest + 2..<newest), sign: -1)
            let next = oldest + 1
            if befores[next] > 0 {
                let others = oldest + 3..<newest
                recurrence.count(
                    intervals[next], after: befores[next], with: intervals.extracting(others), after: befores.extracting(others), sign: -1)
            }
        }
        sums &+= history.traits[newest]
        let first = max(oldest + 1, 0)
        guard newest - 2 >= first else { return }
        recurrence.count(intervals[newest], with: intervals.extracting(first..<newest - 1), sign: 1)
        let others = first + 1..<newest - 1
        guard !others.isEmpty else { return }
        recurrence.count(
            intervals[newest], after: befores[newest], with: intervals.extracting(others), after: befores.extracting(others), sign: 1)
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
