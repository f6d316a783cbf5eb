// Fibrillation comes in stretches: one beat's evidence says little, that of the beats before and after it most.

import Vitals

/// Two states, fibrillation or not, that are costly to change: the margin between the best explanations with either at a beat, when
/// `lag` later beats are known (Viterbi's algorithm with a fixed lag, in differences).
struct FixedLagSmoother: Hashable, Sendable, Codable {
    /// Evidence of the latest beats, oldest first, and the margin as far as the beats up to each tell.
    private var evidence: [Double] = []
    private var forward: [Double] = []

    static let lag = 8
    /// What it costs to enter fibrillation, and to leave it: a false alarm is dearer than a second's delay.
    private static let enterCost = 12.0
    private static let leaveCost = 6.0

    /// Takes a beat's log-odds; returns the margin of the beat `lag` before it, once there is one.
    mutating func add(_ odds: Double) -> Double? {
        let before = forward.last ?? 0
        if evidence.count > Self.lag {
            evidence.removeFirst()
            forward.removeFirst()
        }
        evidence.append(odds)
        forward.append(min(max(before, -Self.enterCost), Self.leaveCost) + odds)
        return evidence.count > Self.lag ? margin(back: Self.lag) : nil
    }

    /// The margin of the beat so many before the latest; nil where there is none.
    func margin(back: Int) -> Double? {
        guard back >= 0, back < forward.count else { return nil }
        var backward = 0.0
        for index in stride(from: evidence.count - 1, to: evidence.count - 1 - back, by: -1) {
            backward = min(max(backward + evidence[index], -Self.leaveCost), Self.enterCost)
        }
        return forward[forward.count - 1 - back] + backward
    }

    var count: Int { forward.count }

    init() {}

    private enum CodingKeys: CodingKey { case evidence }

    /// Evidence, then margins.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(PackedArray((evidence + forward).map(\.bitPattern)), forKey: .evidence)
    }

    init(from decoder: any Decoder) throws {
        let stored = try decoder.container(keyedBy: CodingKeys.self)
        let numbers = try stored.decode(PackedArray<UInt64>.self, forKey: .evidence).values.map { Double(bitPattern: $0) }
        guard numbers.count.isMultiple(of: 2), numbers.count / 2 <= Self.lag + 1 else {
            throw DecodingError.dataCorruptedError(forKey: .evidence, in: stored, debugDescription: "\(numbers.count) numbers")
        }
        evidence = Array(numbers.prefix(numbers.count / 2))
        forward = Array(numbers.suffix(numbers.count / 2))
    }
}
