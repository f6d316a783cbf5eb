// A stored state is checked before it is believed: a damaged one is an error, never a trap.

extension BeatLattice: Codable {
    private enum CodingKeys: String, CodingKey {
        case hypotheses, counts, rr, received, decided
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        hypotheses = try container.decode([BeatHypothesis].self, forKey: .hypotheses)
        counts = try container.decode([UInt8].self, forKey: .counts)
        rr = try container.decode([Double].self, forKey: .rr)
        received = try container.decode(Int.self, forKey: .received)
        decided = try container.decode(Int.self, forKey: .decided)
        let isSound =
            hypotheses.count == Self.places * Self.kept && counts.count == Self.places && rr.count == Self.places
            && hypotheses.allSatisfy {
                (1...3).contains($0.length) && $0.parent < Self.kept && $0.cost.isFinite && Self.intervals.contains($0.last)
                    && Self.intervals.contains($0.level)
            }
            && counts.allSatisfy { $0 <= Self.kept } && rr.allSatisfy { $0 == 0 || Self.intervals.contains($0) }
            && decided >= 0 && received >= decided && received - decided <= Self.lookAheadBeats && received < Int.max / 2
        guard isSound else {
            throw DecodingError.dataCorruptedError(forKey: .hypotheses, in: container, debugDescription: "not a lattice of beats")
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(hypotheses, forKey: .hypotheses)
        try container.encode(counts, forKey: .counts)
        try container.encode(rr, forKey: .rr)
        try container.encode(received, forKey: .received)
        try container.encode(decided, forKey: .decided)
    }
}

extension BeatClassifier: Codable {
    private enum CodingKeys: String, CodingKey {
        case lattice, order, displacement, rows, decided, released, first, hasLattice, levelBefore
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        lattice = try container.decode(BeatLattice.self, forKey: .lattice)
        order = try container.decode(BeatOrder.self, forKey: .order)
        displacement = try container.decode(BeatDisplacement.self, forKey: .displacement)
        rows = try container.decode([BeatRow].self, forKey: .rows)
        decided = try container.decode(Int.self, forKey: .decided)
        released = try container.decode(Int.self, forKey: .released)
        first = try container.decode([Double].self, forKey: .first)
        hasLattice = try container.decode(Bool.self, forKey: .hasLattice)
        levelBefore = try container.decode(Double.self, forKey: .levelBefore)
        let intervals = BeatLattice.intervals
        let isSound =
            rows.count == Self.places
            && rows.allSatisfy { $0.value.isFinite && $0.corrected.isFinite && $0.displacement.isFinite && $0.correctedCount <= 3 }
            && decided == lattice.decided && released >= 0 && released <= decided && decided - released <= Self.lookAheadBeats
            && first.count < BeatLattice.lookAheadBeats && first.allSatisfy { $0 == 0 || intervals.contains($0) }
            && (hasLattice ? first.isEmpty && lattice.received > 0 : lattice.received == 0)
            && (levelBefore == 0 || (0...(3 * intervals.upperBound)).contains(levelBefore))
        guard isSound else {
            throw DecodingError.dataCorruptedError(forKey: .rows, in: container, debugDescription: "not a classifier of beats")
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(lattice, forKey: .lattice)
        try container.encode(order, forKey: .order)
        try container.encode(displacement, forKey: .displacement)
        try container.encode(rows, forKey: .rows)
        try container.encode(decided, forKey: .decided)
        try container.encode(released, forKey: .released)
        try container.encode(first, forKey: .first)
        try container.encode(hasLattice, forKey: .hasLattice)
        try container.encode(levelBefore, forKey: .levelBefore)
    }
}
