import TestSupport
import Testing
import Uplink

@Suite("Sequence ranges")
struct SequenceRangesTests {
    @Test("agree with a plain set under random inserts and removals, and stay sorted, disjoint and apart")
    func againstASet() {
        for seed in 0..<200 as Range<UInt64> {
            var random = SeededGenerator(seed: seed)
            var ranges = SequenceRanges()
            var set: Set<UInt64> = []
            for _ in 0..<60 {
                let low = UInt64.random(in: 1...60, using: &random)
                let range = low...low + UInt64.random(in: 0...12, using: &random)
                if Bool.random(using: &random) {
                    ranges.insert(range)
                    set.formUnion(range)
                } else {
                    ranges.remove(range)
                    set.subtract(range)
                }
                #expect(ranges.ranges.flatMap { Array($0) } == set.sorted())
                #expect(zip(ranges.ranges, ranges.ranges.dropFirst()).allSatisfy { $0.upperBound + 1 < $1.lowerBound })
                #expect(ranges.count == UInt64(set.count))
                let window = 10...UInt64.random(in: 10...70, using: &random)
                #expect(ranges.missing(in: window).ranges.flatMap { Array($0) } == Set(window).subtracting(set).sorted())
                #expect(ranges.intersection(window).ranges.flatMap { Array($0) } == Set(window).intersection(set).sorted())
                #expect(ranges.first(atOrAfter: 30) == set.filter { $0 >= 30 }.min())
                #expect(ranges.contains(low) == set.contains(low))
            }
        }
    }

    @Test("reach to the largest number without overflow")
    func extremes() {
        var ranges = SequenceRanges()
        ranges.insert(UInt64.max)
        ranges.insert(0)
        ranges.insert(UInt64.max - 1)
        #expect(ranges.ranges == [0...0, UInt64.max - 1...UInt64.max])
        ranges.remove(UInt64.max)
        #expect(ranges.last == UInt64.max - 1)
    }
}
