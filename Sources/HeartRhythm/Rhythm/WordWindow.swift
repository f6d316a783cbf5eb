// Counting how often each word occurs among the latest ones, in constant memory and without a hash table.

import Vitals

/// The words of the latest beats, and the entropy of their distribution.
///
/// A beat whose word could not be formed keeps its place as a hole, so that a window always spans the same number of beats.
/// A new beat costs two scans over the window (63 words, 252 bytes); nothing is allocated after the first.
struct WordWindow: Hashable, Sendable {
    /// The words, oldest at `next` once the window is full.
    private var words: [UInt32] = []
    private var next = 0
    /// How many places hold a word.
    private(set) var usable = 0
    /// How many different words there are.
    private(set) var distinct = 0
    /// Σ c·ln c over the number of occurrences c of each word. In fixed point, so that adding and removing leaves no rounding behind.
    private var countLogCount: Int64 = 0

    /// Words have 18 bits, so this is none of them.
    private static let hole = UInt32.max

    mutating func append(_ word: UInt32?) {
        let word = word ?? Self.hole
        if words.count < WordEntropy.windowBeats {
            words.reserveCapacity(WordEntropy.windowBeats)
            count(word, by: 1)
            words.append(word)
        } else {
            let oldest = words[next]
            words[next] = Self.hole
            count(oldest, by: -1)
            count(word, by: 1)
            words[next] = word
            next = (next + 1) % WordEntropy.windowBeats
        }
    }

    /// Zhou's normalized entropy, from 0 for one word only to 1 where all words differ: k/(n ln n) · H of n words, k of them different,
    /// with H = −Σ p ln p = ln n − (Σ c ln c)/n.
    var normalizedEntropy: Double {
        guard distinct > 1 else { return 0 }
        let logarithm = FixedLogarithm.of(usable)
        let entropy = logarithm - FixedLogarithm.double(countLogCount) / Double(usable)
        return min(max(Double(distinct) / Double(usable) * entropy / logarithm, 0), 1)
    }

    /// Counts a word in, or out after its place was emptied.
    private mutating func count(_ word: UInt32, by change: Int) {
        guard word != Self.hole else { return }
        var others = 0
        for held in words where held == word { others += 1 }
        usable += change
        if others == 0 { distinct += change }
        countLogCount += Int64(change) * (FixedLogarithm.times(others + 1) - FixedLogarithm.times(others))
    }
}

/// As the words and the place of the oldest: the counts follow from the words, so a stored window cannot contradict itself.
extension WordWindow: Codable {
    private enum CodingKeys: String, CodingKey {
        case words
        case next
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let stored = try container.decode(PackedArray<UInt32>.self, forKey: .words).values
        let place = try container.decode(Int.self, forKey: .next)
        let isFull = stored.count == WordEntropy.windowBeats
        guard stored.count <= WordEntropy.windowBeats, isFull ? stored.indices.contains(place) : place == 0 else {
            throw DecodingError.dataCorruptedError(forKey: .words, in: container, debugDescription: "\(stored.count) words, at \(place)")
        }
        for word in stored { append(word) }
        next = place
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(PackedArray(words), forKey: .words)
        try container.encode(next, forKey: .next)
    }
}
