// Deciding about the oldest beat, and forgetting the explanations that say otherwise.

extension BeatLattice {
    /// Decides about the oldest undecided beats: those of the first step of the cheapest explanation. Some must be undecided.
    mutating func decide() -> Decision {
        var boundary = received
        var index = cheapest(at: boundary)
        while true {
            let hypothesis = hypotheses[place(boundary) + index]
            let before = boundary - Int(hypothesis.length)
            if before <= decided { break }
            boundary = before
            index = Int(hypothesis.parent)
        }
        let chosen = hypotheses[place(boundary) + index]
        let expected = hypotheses[place(decided) + Int(chosen.parent)].expected
        forget(allBut: index, at: boundary)
        decided = boundary
        return Decision(
            step: chosen.step, length: Int(chosen.length), expected: expected,
            interval: chosen.step.showsLevel || chosen.length == 3 || chosen.step == .missedTwo || chosen.step == .newLevel
                ? chosen.last : expected)
    }

    private func place(_ boundary: Int) -> Int { (boundary & (Self.places - 1)) * Self.kept }

    private func cheapest(at boundary: Int) -> Int {
        let start = place(boundary)
        var best = 0
        for index in 1..<max(1, Int(counts[boundary & (Self.places - 1)])) {
            if hypotheses[start + index].cost < hypotheses[start + best].cost { best = index }
        }
        return best
    }

    /// Keeps the hypotheses that descend from one, and counts costs from it.
    private mutating func forget(allBut root: Int, at boundary: Int) {
        let base = hypotheses[place(boundary) + root].cost
        hypotheses[place(boundary)] = hypotheses[place(boundary) + root]
        hypotheses[place(boundary)].cost = 0
        counts[boundary & (Self.places - 1)] = 1
        for inside in (decided + 1)..<max(decided + 1, boundary) { counts[inside & (Self.places - 1)] = 0 }
        // Where each hypothesis went, two bits each; 4 bits a boundary say which ones are left.
        var moved: (UInt64, UInt64) = (UInt64(0), 0)
        func slot(_ boundary: Int, _ index: Int) -> UInt64 { UInt64((boundary & (Self.places - 1)) * Self.kept + index) }
        var left = UInt64(1) << slot(boundary, root)
        var later = boundary
        while later < received {
            later += 1
            let start = place(later)
            var count = 0
            for index in 0..<Int(counts[later & (Self.places - 1)]) {
                var hypothesis = hypotheses[start + index]
                let parentBoundary = later - Int(hypothesis.length)
                guard parentBoundary >= boundary else { continue }
                let parent = slot(parentBoundary, Int(hypothesis.parent))
                guard left >> parent & 1 == 1 else { continue }
                hypothesis.parent = UInt8(moved.0 >> parent & 1 | (moved.1 >> parent & 1) << 1)
                hypothesis.cost -= base
                hypotheses[start + count] = hypothesis
                let own = slot(later, index)
                left |= 1 << own
                moved.0 |= UInt64(count & 1) << own
                moved.1 |= UInt64(count >> 1) << own
                count += 1
            }
            counts[later & (Self.places - 1)] = UInt8(count)
        }
    }
}
