// How often a window's intervals return: sinus rhythm, flutter and coupled ectopic beats repeat few values, fibrillation hardly any.

/// Counts of pairs of beats whose intervals agree, alone and together with the intervals before them.
///
/// The correlation sums behind sample entropy (Lake & Moorman, Am J Physiol Heart 300:H319, 2011, with m = 0 and 1), for two tolerances
/// relative to the interval. Neighbours are no pair: they agree in slow drifts as well.
struct Recurrence: Hashable, Sendable {
    /// Pairs of usable beats.
    private(set) var pairs: Int32 = 0
    private(set) var within5: Int32 = 0
    private(set) var within12: Int32 = 0
    /// Pairs of usable beats with usable beats before.
    private(set) var doublePairs: Int32 = 0
    private(set) var doubleWithin5: Int32 = 0
    private(set) var doubleWithin12: Int32 = 0

    var share5: Double { Self.share(within5, of: pairs) }
    var share12: Double { Self.share(within12, of: pairs) }
    var doubleShare5: Double { Self.share(doubleWithin5, of: doublePairs) }
    var doubleShare12: Double { Self.share(doubleWithin12, of: doublePairs) }

    /// 0.5 where an interval does not depend on the one before, as in fibrillation; towards 1 where the same successions return.
    var dependence5: Double { Self.dependence(share5, doubleShare5) }
    var dependence12: Double { Self.dependence(share12, doubleShare12) }

    /// Counts pairs in.
    mutating func add(_ counts: PairCounts, doubles: PairCounts) {
        count(counts, doubles: doubles, sign: 1)
    }

    /// Counts pairs out.
    mutating func remove(_ counts: PairCounts, doubles: PairCounts) {
        count(counts, doubles: doubles, sign: -1)
    }

    private mutating func count(_ counts: PairCounts, doubles: PairCounts, sign: Int32) {
        pairs += sign * counts[.pairs]
        within5 += sign * counts[.within5]
        within12 += sign * counts[.within12]
        doublePairs += sign * doubles[.doublePairs]
        doubleWithin5 += sign * doubles[.doubleWithin5]
        doubleWithin12 += sign * doubles[.doubleWithin12]
    }

    private static func share(_ count: Int32, of all: Int32) -> Double { Double(count) / Double(max(all, 1)) }

    private static func dependence(_ single: Double, _ double: Double) -> Double { double / (double + single * single + 0.0001) }
}
