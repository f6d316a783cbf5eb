// What one beat says about order, compared with the three before it. Integers, so that sums over windows never drift.

/// How an interval relates to those before it; twelve traits in a vector that windows can add up.
///
/// Differences are relative, in per mille of the mean of the two, at most `differenceMax`: a long pause counts no more than a big step.
/// The traits that look for another order than "like the last one" are what makes the detector robust to ectopic beats, bigeminy and
/// trigeminy, block with a fixed ratio, and missed or extra beats of a strap (cf. Petrėnas, Marozas & Sörnmo, Comput Biol Med 65:184,
/// 2015, §2.2–2.3, for the median of three and the sums of pairs). Zero in a lane whose neighbours are missing; the lanes `joinedTo…`
/// say how many beats had them.
struct BeatTraits: Hashable, Sendable {
    typealias Lanes = SIMD16<Int32>

    /// Per mille: 30 %.
    static let differenceMax: Int32 = 300

    // Needs one beat before.
    static let step = 0
    static let stepBelow25 = 1
    static let stepBelow50 = 2
    static let stepFrom100 = 3
    // Needs two.
    static let stepFromSecond = 4
    static let turns = 5
    // Needs three.
    static let stepFromThird = 6
    static let medianStep = 7
    static let pairStep = 8
    static let alternates = 9
    static let unexplained = 10
    static let isUnexplained = 11
    // How many of a window's beats have the neighbours for it.
    static let joinedToOne = 12
    static let joinedToTwo = 13
    static let joinedToThree = 14
    static let usable = 15

    /// An interval further than this from every expectation is unexplained, per mille.
    private static let unexplainedMin: Int32 = 40

    /// The traits of `now`, with the intervals before it, latest first; 0 where one is missing. Any unit.
    static func of(_ now: Int32, after one: Int32, _ two: Int32, _ three: Int32) -> Lanes {
        var lanes = Lanes.zero
        guard now > 0 else { return lanes }
        lanes[usable] = 1
        guard one > 0 else { return lanes }
        let stepFromOne = difference(now, one)
        lanes[joinedToOne] = 1
        lanes[step] = stepFromOne
        lanes[stepBelow25] = stepFromOne < 25 ? 1 : 0
        lanes[stepBelow50] = stepFromOne < 50 ? 1 : 0
        lanes[stepFrom100] = stepFromOne >= 100 ? 1 : 0
        guard two > 0 else { return lanes }
        let stepFromTwo = difference(now, two)
        let turn = (now > one) == (two > one) && now != one && one != two
        lanes[joinedToTwo] = 1
        lanes[stepFromSecond] = stepFromTwo
        lanes[turns] = turn ? 1 : 0
        guard three > 0 else { return lanes }
        let stepFromThree = difference(now, three)
        let turnedBefore = (one > two) == (three > two) && one != two && two != three
        let surprise = min(leastSurprise(now, one, two), stepFromOne, stepFromTwo, stepFromThree)
        lanes[joinedToThree] = 1
        lanes[stepFromThird] = stepFromThree
        lanes[medianStep] = difference(median(now, one, two), median(one, two, three))
        lanes[pairStep] = difference(now + one, two + three)
        lanes[alternates] = turn && turnedBefore ? 1 : 0
        lanes[unexplained] = surprise
        lanes[isUnexplained] = surprise >= unexplainedMin ? 1 : 0
        return lanes
    }

    /// How far an interval is from what one stray beat before it would explain.
    private static func leastSurprise(_ now: Int32, _ one: Int32, _ two: Int32) -> Int32 {
        // An interval that was split by an extra detection; one across a missed beat; the next after a missed beat.
        let stray = min(difference(now + one, two), difference(now, 2 * one), difference(2 * now, one))
        // A premature beat and its compensatory pause take as long as two ordinary beats.
        return one < two ? min(stray, difference(now + one, 2 * two)) : stray
    }

    private static func difference(_ first: Int32, _ second: Int32) -> Int32 {
        min(2000 * abs(first - second) / (first + second), differenceMax)
    }

    private static func median(_ first: Int32, _ second: Int32, _ third: Int32) -> Int32 {
        max(min(first, second), min(max(first, second), third))
    }
}
