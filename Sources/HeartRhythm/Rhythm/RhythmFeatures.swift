// Twenty-nine numbers that say whether a stretch of beats has an order, whatever the order is.

/// What the network looks at: three windows that end at the same beat, of about 12, 35 and 70 s at 80 beats a minute.
struct RhythmFeatures: Hashable, Sendable {
    static let shortBeats = 17
    static let middleBeats = 48
    static let longestBeats = 96
    static let count = 29

    private var short = BeatWindow(beats: shortBeats)
    private var middle = BeatWindow(beats: middleBeats)
    private var longest = BeatWindow(beats: longestBeats)
    /// The sum of the usable intervals of the middle window, in the history's units.
    private var time = 0

    /// Usable beats with three usable ones before them that each window must have, for its figures to mean something.
    private static let shortMin = 12
    private static let middleMin = 24

    var isUsable: Bool { short.joined >= Self.shortMin && middle.joined >= Self.middleMin }
    /// Usable beats of the middle window.
    var usable: Int { middle.usable }

    /// Takes the newest beat of the history.
    mutating func update(_ history: inout BeatHistory) {
        let newest = history.intervals.count - 1
        if newest >= Self.middleBeats { time -= Int(history.intervals[newest - Self.middleBeats]) }
        time += Int(history.intervals[newest])
        short.removeOldest(history)
        middle.removeOldest(history)
        longest.removeOldest(history)
        // Of a window of n beats the first is n − 1 back, and the first with one before it n − 2.
        let pairs = history.compareNewest(upTo: [
            Self.shortBeats - 2, Self.shortBeats - 1, Self.middleBeats - 2, Self.middleBeats - 1, Self.longestBeats - 2,
            Self.longestBeats - 1,
        ])
        let traits = history.traits(at: newest)
        short.addNewest(traits, pairs: pairs[1], doubles: pairs[0])
        middle.addNewest(traits, pairs: pairs[3], doubles: pairs[2])
        longest.addNewest(traits, pairs: pairs[5], doubles: pairs[4])
    }

    /// In the order of the network's weights.
    var values: InlineArray<29, Double> {
        let (s, m, l) = (short, middle, longest)
        let mean = Double(time) / BeatHistory.unitsPerMillisecond / Double(max(middle.usable, 1)) / 1000
        return [
            s.meanDifference(BeatTraits.step, over: BeatTraits.joinedToOne), s.mean(BeatTraits.stepBelow50, over: BeatTraits.joinedToOne),
            s.meanDifference(BeatTraits.stepFromSecond, over: BeatTraits.joinedToTwo),
            s.meanDifference(BeatTraits.medianStep, over: BeatTraits.joinedToThree),
            s.meanDifference(BeatTraits.pairStep, over: BeatTraits.joinedToThree),
            s.meanDifference(BeatTraits.unexplained, over: BeatTraits.joinedToThree),
            s.mean(BeatTraits.isUnexplained, over: BeatTraits.joinedToThree), s.recurrence.share5, s.recurrence.doubleShare12,
            m.meanDifference(BeatTraits.step, over: BeatTraits.joinedToOne), m.mean(BeatTraits.stepBelow25, over: BeatTraits.joinedToOne),
            m.mean(BeatTraits.stepFrom100, over: BeatTraits.joinedToOne),
            m.meanDifference(BeatTraits.stepFromSecond, over: BeatTraits.joinedToTwo),
            m.mean(BeatTraits.turns, over: BeatTraits.joinedToTwo),
            m.meanDifference(BeatTraits.stepFromThird, over: BeatTraits.joinedToThree),
            m.meanDifference(BeatTraits.medianStep, over: BeatTraits.joinedToThree),
            m.meanDifference(BeatTraits.pairStep, over: BeatTraits.joinedToThree),
            m.mean(BeatTraits.alternates, over: BeatTraits.joinedToThree),
            m.meanDifference(BeatTraits.unexplained, over: BeatTraits.joinedToThree),
            m.mean(BeatTraits.isUnexplained, over: BeatTraits.joinedToThree), m.recurrence.share5, m.recurrence.share12,
            m.recurrence.doubleShare12, l.recurrence.share5, l.recurrence.share12, l.recurrence.doubleShare12, l.recurrence.dependence5,
            l.recurrence.dependence12, mean,
        ]
    }
}
