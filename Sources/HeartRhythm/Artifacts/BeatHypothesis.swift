// One way to explain all beats up to some beat.

/// The last step of an explanation, and what the heart is believed to do after it.
struct BeatHypothesis: Hashable, Sendable, Codable {
    /// What a step says about the one, two or three intervals that it takes.
    enum Step: UInt8, Hashable, Sendable, Codable {
        case normal, newLevel, missedOne, missedTwo, extra, twoExtra, misplaced, prematureCompensated, premature, pause, unclassified, gap

        /// Whether the step shows how long a normal interval is.
        var showsLevel: Bool {
            switch self {
            case .normal, .missedOne, .extra, .misplaced, .prematureCompensated: true
            case .newLevel, .missedTwo, .twoExtra, .premature, .pause, .unclassified, .gap: false
            }
        }
    }

    var cost: Double
    /// The latest normal interval or its equivalent, in milliseconds.
    var last: Double
    /// The mean of the latest ones, exponentially weighted.
    var level: Double
    var step = Step.normal
    /// How many intervals the step takes: 1 to 3.
    var length: UInt8 = 1
    /// The hypothesis before the step, by its place among those of its beat.
    var parent: UInt8 = 0
    /// Whether a pause may follow.
    var awaitsPause = false

    /// The next normal interval: the mean, and 0.6 of what the latest one differs from it.
    var expected: Double { level + 0.6 * (last - level) }

    /// After a normal interval, or what amounts to one.
    func following(_ step: Step, cost: Double, interval: Double, length: UInt8, parent: UInt8) -> Self {
        Self(
            cost: self.cost + cost, last: interval, level: level + 0.2 * (interval - level), step: step, length: length, parent: parent,
            awaitsPause: step == .extra)
    }

    /// After something that says nothing about normal intervals.
    func keeping(_ step: Step, cost: Double, parent: UInt8, awaitsPause: Bool = false) -> Self {
        Self(
            cost: self.cost + cost, last: last, level: level, step: step, length: 1, parent: parent, awaitsPause: awaitsPause)
    }

    /// Whether both expect the same of the next beats, nearly: then the cheaper one will do.
    func resembles(_ other: Self) -> Bool {
        let byLevel = level - other.level
        let byLast = last - other.last
        let levelMax = 0.02 * level
        let lastMax = 0.03 * last
        return awaitsPause == other.awaitsPause && byLevel < levelMax && -byLevel < levelMax && byLast < lastMax && -byLast < lastMax
    }
}
