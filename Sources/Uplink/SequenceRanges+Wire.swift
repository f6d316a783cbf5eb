// Ranges are said alike in acknowledgements, requests, hellos and gaps.

extension SequenceRanges {
    var wire: [WireSequenceRange] { ranges.map(\.wire) }

    /// Reads ranges of sequences, which count from 1 and fit 63 bits; another one is refused with what `error` makes of its ends.
    static func reading<E: Error>(
        _ wire: [WireSequenceRange], refusing error: (_ first: UInt64, _ last: UInt64) -> E
    ) throws(E) -> SequenceRanges {
        var ranges = SequenceRanges()
        for range in wire {
            guard range.first > 0, range.first <= range.last, range.last <= UInt64(Int64.max) else { throw error(range.first, range.last) }
            ranges.insert(range.first...range.last)
        }
        return ranges
    }

    /// The same in at most `max` ranges: the last one reaches over all that follow.
    func coarsened(to max: Int) -> SequenceRanges {
        guard ranges.count > max, let last else { return self }
        return SequenceRanges(ranges.prefix(max - 1) + [ranges[max - 1].lowerBound...last])
    }
}

extension ClosedRange<UInt64> {
    var wire: WireSequenceRange {
        var wire = WireSequenceRange()
        wire.first = lowerBound
        wire.last = upperBound
        return wire
    }
}
