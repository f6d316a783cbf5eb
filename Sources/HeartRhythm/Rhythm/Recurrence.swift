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

    /// Counts the pairs of an interval with others, in or out.
    mutating func count(_ interval: UInt16, with others: Span<UInt16>, sign: Int32) {
        guard interval > 0 else { return }
        let near5 = Band(around: interval, 39, 41)
        let near12 = Band(around: interval, 47, 53)
        // At most 96 pairs.
        var usable: UInt16 = 0
        var five: UInt16 = 0
        var twelve: UInt16 = 0
        for index in others.indices {
            let other = others[index]
            usable &+= other > 0 ? 1 : 0
            five &+= near5.contains(other) ? 1 : 0
            twelve &+= near12.contains(other) ? 1 : 0
        }
        pairs &+= sign &* Int32(usable)
        within5 &+= sign &* Int32(five)
        within12 &+= sign &* Int32(twelve)
    }

    /// Counts the pairs of an interval and the one before it with others and those before them, in or out.
    mutating func count(_ interval: UInt16, after before: UInt16, with others: Span<UInt16>, after befores: Span<UInt16>, sign: Int32) {
        guard interval > 0, before > 0 else { return }
        let near5 = Band(around: interval, 39, 41)
        let near12 = Band(around: interval, 47, 53)
        let beforeNear5 = Band(around: before, 39, 41)
        let beforeNear12 = Band(around: before, 47, 53)
        var usable: UInt16 = 0
        var five: UInt16 = 0
        var twelve: UInt16 = 0
        for index in 0..<min(others.count, befores.count) {
            let other = others[index]
            let otherBefore = befores[index]
            usable &+= other > 0 && otherBefore > 0 ? 1 : 0
            five &+= near5.contains(other) && beforeNear5.contains(otherBefore) ? 1 : 0
            twelve &+= near12.contains(other) && beforeNear12.contains(otherBefore) ? 1 : 0
        }
        doublePairs &+= sign &* Int32(usable)
        doubleWithin5 &+= sign &* Int32(five)
        doubleWithin12 &+= sign &* Int32(twelve)
    }

    private static func share(_ count: Int32, of all: Int32) -> Double { Double(count) / Double(max(all, 1)) }

    private static func dependence(_ single: Double, _ double: Double) -> Double { double / (double + single * single + 0.0001) }
}

/// Intervals whose ratio to one of them is at most `large/small`: 41/39 is a difference of 5 % of the mean, 53/47 one of 12 %.
private struct Band {
    private let lowest: UInt16
    private let width: UInt16

    init(around interval: UInt16, _ small: UInt32, _ large: UInt32) {
        // An interval has at most 20,000 units, so this stays below 2^15 and above 0.
        let low = (UInt32(interval) * small + large - 1) / large
        lowest = UInt16(truncatingIfNeeded: low)
        width = UInt16(truncatingIfNeeded: UInt32(interval) * large / small - low)
    }

    /// An unusable interval, 0, wraps round to above the width.
    func contains(_ other: UInt16) -> Bool { other &- lowest <= width }
}
