// The wire knows epochs and sequences, the outbox numbers.

package import Uplink

extension OutboxStore {
    /// The numbers of an epoch, as far as it has any; `nil` for an epoch that this outbox does not know.
    private func numbers(of epoch: UInt64) -> (base: UInt64, all: ClosedRange<UInt64>?)? {
        guard let index = epochs.firstIndex(where: { $0.epoch == epoch }) else { return nil }
        let base = epochs[index].base
        let end = index + 1 < epochs.count ? epochs[index + 1].base : last
        return (base, end > base ? base + 1...end : nil)
    }

    func knows(_ epoch: UInt64) -> Bool { epochs.contains { $0.epoch == epoch } }

    /// What sequences of an epoch are as numbers; those that the outbox never wrote are left out.
    package func numbers(_ said: EpochRanges) -> SequenceRanges {
        guard let (base, all) = numbers(of: said.epoch), let all else { return SequenceRanges() }
        var numbers = SequenceRanges()
        for range in said.ranges.ranges where range.lowerBound <= all.upperBound - base {
            let first = max(range.lowerBound + base, all.lowerBound)
            numbers.insert(first...max(first, min(range.upperBound, all.upperBound - base) + base))
        }
        return numbers
    }

    /// Numbers as sequences, epoch by epoch.
    func sequences(_ numbers: SequenceRanges) -> [EpochRanges] {
        epochs.enumerated().compactMap { index, epoch in
            let end = index + 1 < epochs.count ? epochs[index + 1].base : last
            guard end > epoch.base else { return nil }
            let mine = numbers.intersection(epoch.base + 1...end)
            guard !mine.isEmpty else { return nil }
            return EpochRanges(
                epoch: epoch.epoch, ranges: SequenceRanges(mine.ranges.map { $0.lowerBound - epoch.base...$0.upperBound - epoch.base }))
        }
    }

    /// What is held, for a hello.
    package var heldSequences: [EpochRanges] { sequences(held) }
}
