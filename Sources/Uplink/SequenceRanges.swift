// Which batches are held, acknowledged or wanted: long runs of numbers, so ranges, not sets.

/// A set of sequence numbers kept as sorted, disjoint, non-adjacent ranges.
package struct SequenceRanges: Hashable, Sendable {
    package private(set) var ranges: [ClosedRange<UInt64>] = []

    package init() {}

    package init(_ range: ClosedRange<UInt64>) { ranges = [range] }

    package init(_ some: some Sequence<ClosedRange<UInt64>>) {
        for range in some { insert(range) }
    }

    package var isEmpty: Bool { ranges.isEmpty }
    package var first: UInt64? { ranges.first?.lowerBound }
    package var last: UInt64? { ranges.last?.upperBound }

    /// How many numbers are in the set.
    package var count: UInt64 { ranges.reduce(0) { $0 + ($1.upperBound - $1.lowerBound) + 1 } }

    /// The index of the first range that ends at or after `number`.
    private func index(endingAtOrAfter number: UInt64) -> Int {
        var low = 0
        var high = ranges.count
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound < number { low = middle + 1 } else { high = middle }
        }
        return low
    }

    package func contains(_ number: UInt64) -> Bool {
        let index = index(endingAtOrAfter: number)
        return index < ranges.count && ranges[index].contains(number)
    }

    package mutating func insert(_ number: UInt64) { insert(number...number) }

    package mutating func insert(_ range: ClosedRange<UInt64>) {
        // Neighbours that touch the range, or lie just beside it, become one with it.
        let start = index(endingAtOrAfter: range.lowerBound == 0 ? 0 : range.lowerBound - 1)
        var end = start
        var lower = range.lowerBound
        var upper = range.upperBound
        while end < ranges.count, range.upperBound == .max || ranges[end].lowerBound <= range.upperBound + 1 {
            lower = min(lower, ranges[end].lowerBound)
            upper = max(upper, ranges[end].upperBound)
            end += 1
        }
        ranges.replaceSubrange(start..<end, with: [lower...upper])
    }

    package mutating func remove(_ number: UInt64) { remove(number...number) }

    package mutating func remove(_ range: ClosedRange<UInt64>) {
        let start = index(endingAtOrAfter: range.lowerBound)
        var end = start
        var kept: [ClosedRange<UInt64>] = []
        while end < ranges.count, ranges[end].lowerBound <= range.upperBound {
            let present = ranges[end]
            if present.lowerBound < range.lowerBound { kept.append(present.lowerBound...range.lowerBound - 1) }
            if present.upperBound > range.upperBound { kept.append(range.upperBound + 1...present.upperBound) }
            end += 1
        }
        ranges.replaceSubrange(start..<end, with: kept)
    }

    /// The numbers of `range` that are in the set.
    package func intersection(_ range: ClosedRange<UInt64>) -> SequenceRanges {
        var result = SequenceRanges()
        var next = index(endingAtOrAfter: range.lowerBound)
        while next < ranges.count, ranges[next].lowerBound <= range.upperBound {
            result.ranges.append(ranges[next].clamped(to: range))
            next += 1
        }
        return result
    }

    /// The numbers of `range` that are missing here.
    package func missing(in range: ClosedRange<UInt64>) -> SequenceRanges {
        var result = SequenceRanges(range)
        for present in intersection(range).ranges { result.remove(present) }
        return result
    }

    /// The smallest number in the set that is at least `number`.
    package func first(atOrAfter number: UInt64) -> UInt64? {
        let index = index(endingAtOrAfter: number)
        guard index < ranges.count else { return nil }
        return max(number, ranges[index].lowerBound)
    }
}
