// Explanations of the latest beats, compared as wholes: a beat is early or not only in the light of the beats after it.

/// The cheapest explanations of the beats so far, and the decision about each beat once nine later ones have been weighed.
///
/// The search of Viterbi (IEEE Trans. Inf. Theory 13:260, 1967) where each surviving path carries its own estimate of the normal interval
/// (per-survivor processing: Raheli, Polydoros, Tzou, IEEE Trans. Commun. 43:354, 1995). In bigeminy no interval is normal; the paths that
/// read pairs as early beat and pause keep the right level, because half a pair is as long as an interval was before.
struct BeatLattice: Hashable, Sendable {
    /// A decision: a step, its intervals, what was expected.
    struct Decision {
        var step: BeatHypothesis.Step
        var length: Int
        var expected: Double
        /// The normal interval that the step shows, or the expected one.
        var interval: Double
    }

    /// Beats that are weighed before one is decided.
    static let lookAheadBeats = 9
    static let kept = 4
    /// Beats in the memory: the undecided ones, the one before, and a step across the boundary; a power of two.
    static let places = 16
    /// From 30 to 3000 ms; nothing else is an interval between beats, not even with an extra beat in between.
    static let intervals = 30.0...3000.0

    /// `kept` per boundary between beats.
    var hypotheses: [BeatHypothesis]
    /// How many of them count.
    var counts: [UInt8]
    /// The interval after each boundary, 0 for a gap.
    var rr: [Double]
    /// Boundaries so far: beats received, beats decided.
    var received = 0
    var decided = 0

    init(levels: [Double]) {
        let none = BeatHypothesis(cost: 0, last: 800, level: 800)
        hypotheses = Array(repeating: none, count: Self.places * Self.kept)
        counts = Array(repeating: 0, count: Self.places)
        rr = Array(repeating: 0, count: Self.places)
        for (index, level) in levels.enumerated() {
            keep(BeatHypothesis(cost: index == 0 ? 0 : 0.5, last: level, level: level), at: 0)
        }
    }

    var undecided: Int { received - decided }

    /// Adds an interval, 0 for a gap, and extends all explanations by it.
    mutating func append(_ interval: Double, usualDeviation: Double) {
        rr[received & (Self.places - 1)] = interval
        received += 1
        let place = received & (Self.places - 1)
        counts[place] = 0
        for length in 1...3 where received - length >= decided {
            let from = (received - length) & (Self.places - 1)
            let first = rr[from]
            let second = length > 1 ? rr[(from + 1) & (Self.places - 1)] : 1
            let third = length > 2 ? rr[(from + 2) & (Self.places - 1)] : 1
            if length > 1, first == 0 || second == 0 || third == 0 { continue }
            for index in 0..<Int(counts[from]) {
                let parent = hypotheses[from * Self.kept + index]
                let width = BeatCosts.width(expected: parent.expected, usual: usualDeviation)
                switch length {
                case 1: extend(parent, UInt8(index), by: first, width: width, at: place)
                case 2: extend(parent, UInt8(index), by: first, second, width: width, at: place)
                default: extend(parent, UInt8(index), by: first, second, third, width: width, at: place)
                }
            }
        }
    }

    /// Keeps the cheapest ones that differ.
    mutating func keep(_ new: BeatHypothesis, at place: Int) {
        let start = place * Self.kept
        let count = Int(counts[place])
        var worst = start
        for index in start..<(start + count) {
            if hypotheses[index].resembles(new) {
                if new.cost < hypotheses[index].cost { hypotheses[index] = new }
                return
            }
            if hypotheses[index].cost > hypotheses[worst].cost { worst = index }
        }
        if count < Self.kept {
            hypotheses[start + count] = new
            counts[place] += 1
        } else if new.cost < hypotheses[worst].cost {
            hypotheses[worst] = new
        }
    }
}
