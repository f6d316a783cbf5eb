// What each explanation of the beats costs. All of them in one place, since only their differences matter.

/// The costs of explanations: about the negative logarithm of how likely each is, so that they add up along a series of beats.
///
/// Chosen on the public recordings, by hand and by a short random search. They are flat: changing one of them by one or two moves
/// sensitivity by less than 0.005 and false rows by less than 0.4 in 1000, as long as `unclassified` stays 3 above `newLevel`, and `missed`
/// above `prematureCompensated` (else bigeminy whose late interval is twice the early one is read as every other beat missed).
enum BeatCosts {
    static let misplaced = 6.0
    static let missed = 8.0
    /// Per further missed beat.
    static let missedMore = 1.0
    static let extra = 6.0
    static let twoExtra = 9.0
    /// A premature beat whose pause makes up for it.
    static let prematureCompensated = 7.0
    /// A premature beat by itself.
    static let premature = 8.0
    /// One more, right after another.
    static let prematureMore = 5.0
    static let pause = 1.0
    /// The heart rate jumps.
    static let newLevel = 8.0
    /// A jump of the mean interval by more than 30 % costs 0.3 more per further percent.
    static func jump(_ relative: Double) -> Double {
        let size = relative < 0 ? -relative : relative
        return size > 0.3 ? newLevel + 30 * (size - 0.3) : newLevel
    }
    static let unclassified = 14.0

    /// A deviation of so many widths costs its square halved, up to `linearFrom`, and grows linearly from there: real rates have fat tails.
    static func deviation(_ widths: Double) -> Double {
        let size = widths < 0 ? -widths : widths
        return size < linearFrom ? 0.5 * size * size : linearFrom * size - 0.5 * linearFrom * linearFrom
    }
    private static let linearFrom = 2.5

    /// A normal beat that deviates by more than a quarter from what is expected costs 0.6 more per further percent.
    static func farFromExpected(_ relative: Double) -> Double { relative > 0.25 ? 60 * (relative - 0.25) : 0 }

    /// Premature: below this share of the expected interval.
    static let prematureMax = 0.85
    /// A pause: more than this share of the expected interval, and less than `pauseMax`.
    static let pauseMin = 1.05
    static let pauseMax = 2.3
    /// A split interval has a part below this share.
    static let splitMax = 0.8
    static let splitTwiceMax = 0.85
    static let missedOneMin = 1.5
    static let missedTwoMin = 2.4
    /// Displacements below 3 % are breathing or rounding; above 20 %, with the long interval first, nothing that a displaced beat does.
    static let displacementMin = 0.03
    static let displacementMax = 0.2

    /// How far a beat may be from what is expected: 4 ms for the resolution of sensors, 0.4 % of the interval, and the usual deviation.
    static func width(expected: Double, usual: Double) -> Double { 4 + (0.004 + usual) * expected }
    /// The usual deviation, as a share of the interval, before anything is known, and at most: in disorder, everything would be normal.
    static let usualAtFirst = 0.02
    static let usualMax = 0.06
}
