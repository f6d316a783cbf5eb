// The explanations that one, two or three intervals allow.

extension BeatLattice {
    mutating func extend(_ parent: BeatHypothesis, _ index: UInt8, by rr: Double, width: Double, at place: Int) {
        guard rr > 0 else { return keep(parent.keeping(.gap, cost: 0, parent: index), at: place) }
        let expected = parent.expected
        let relative = rr / expected - 1
        let far = BeatCosts.farFromExpected(relative < 0 ? -relative : relative)
        let deviation = BeatCosts.deviation((rr - expected) / width) + far
        keep(parent.following(.normal, cost: deviation, interval: rr, length: 1, parent: index), at: place)
        let jump = parent.cost + BeatCosts.jump(rr / parent.level - 1)
        keep(BeatHypothesis(cost: jump, last: rr, level: rr, step: .newLevel, length: 1, parent: index), at: place)
        if rr > BeatCosts.missedOneMin * expected {
            let cost = BeatCosts.missed + BeatCosts.deviation((rr / 2 - expected) / width)
            keep(parent.following(.missedOne, cost: cost, interval: rr / 2, length: 1, parent: index), at: place)
        }
        if rr > BeatCosts.missedTwoMin * expected {
            let cost = BeatCosts.missed + BeatCosts.missedMore + BeatCosts.deviation((rr / 3 - expected) / width)
            keep(parent.following(.missedTwo, cost: cost, interval: rr / 3, length: 1, parent: index), at: place)
        }
        if rr < BeatCosts.prematureMax * expected {
            let cost = parent.awaitsPause ? BeatCosts.prematureMore : BeatCosts.premature
            keep(parent.keeping(.premature, cost: cost, parent: index, awaitsPause: true), at: place)
        }
        if parent.awaitsPause, rr > BeatCosts.pauseMin * expected, rr < BeatCosts.pauseMax * expected {
            keep(parent.keeping(.pause, cost: BeatCosts.pause, parent: index), at: place)
        }
        keep(parent.keeping(.unclassified, cost: BeatCosts.unclassified, parent: index), at: place)
    }

    mutating func extend(
        _ parent: BeatHypothesis, _ index: UInt8, by first: Double, _ second: Double, width: Double, at place: Int
    ) {
        let expected = parent.expected
        let sum = first + second
        if min(first, second) < BeatCosts.splitMax * expected {
            let cost = BeatCosts.extra + BeatCosts.deviation((sum - expected) / width)
            keep(parent.following(.extra, cost: cost, interval: sum, length: 2, parent: index), at: place)
        }
        let displacement = (second - first) / 2
        let size = displacement < 0 ? -displacement : displacement
        guard size > BeatCosts.displacementMin * expected else { return }
        let cost = BeatCosts.deviation((sum / 2 - expected) / width)
        if displacement > 0, first < BeatCosts.prematureMax * expected {
            keep(
                parent.following(
                    .prematureCompensated, cost: BeatCosts.prematureCompensated + cost, interval: sum / 2, length: 2, parent: index),
                at: place)
        } else if size < BeatCosts.displacementMax * expected {
            keep(
                parent.following(.misplaced, cost: BeatCosts.misplaced + cost, interval: sum / 2, length: 2, parent: index), at: place)
        }
    }

    mutating func extend(
        _ parent: BeatHypothesis, _ index: UInt8, by first: Double, _ second: Double, _ third: Double, width: Double, at place: Int
    ) {
        let expected = parent.expected
        let limit = BeatCosts.splitTwiceMax * expected
        guard first < limit, second < limit, third < limit else { return }
        let sum = first + second + third
        let cost = BeatCosts.twoExtra + BeatCosts.deviation((sum - expected) / width)
        keep(parent.following(.twoExtra, cost: cost, interval: sum, length: 3, parent: index), at: place)
    }
}
