// How rare a deviation is can be counted instead of assumed: no distribution fits steps, heart rates and network traffic alike.

import HeartRhythm

/// Histograms of how large deviations were, on a logarithmic scale, one for each kind of deviation.
///
/// The surprise of a deviation is −log₂ of the share of all samples so far that deviated at least as much: the p-value of conformal
/// anomaly detection (Laxhammar & Falkman, "Conformal prediction for distribution-independent anomaly detection in streaming vessel
/// data", 2010), in bits. Four bins an octave over the top 16 octaves, whatever the unit; beyond the largest deviation so far, 2 bits
/// more for each octave.
struct SurpriseTails: Hashable, Sendable, Codable {
    /// Occurrences in units of a quarter: halved three times, a single one is forgotten.
    private var counts: [UInt16]
    /// The bin of the largest deviation remembered; nil without any.
    private var tops: [Int?]

    static let bins = 64
    private static let binsPerOctave = 4
    private static let bitsPerOctaveBeyond = 2.0
    private static let one: UInt16 = 4

    init(kinds: Int) {
        counts = Array(repeating: 0, count: kinds * Self.bins)
        tops = Array(repeating: nil, count: kinds)
    }

    /// The surprise of a deviation ≥ 0 among `samples` earlier samples, in bits, ≥ 0; then remembers it. 0 and NaN surprise nobody.
    mutating func add(_ deviation: Double, kind: Int, samples: Double) -> Double {
        guard deviation > 0, deviation.isFinite else { return 0 }
        // Sign (0), exponent and the first two bits of the fraction: quarters of octaves.
        let bin = Int(deviation.bitPattern >> 50)
        let top = tops[kind] ?? bin
        let first = kind * Self.bins
        let surprise: Double
        if bin > top {
            let octaves = Double(bin - top) / Double(Self.binsPerOctave)
            surprise = ElementaryFunctions.binaryLogarithm(samples + 1) + Self.bitsPerOctaveBeyond * octaves
            raiseTop(kind: kind, by: bin - top)
            tops[kind] = bin
            counts[first] &+= Self.one
            return surprise
        }
        tops[kind] = top
        let index = min(top - bin, Self.bins - 1)
        var above = 0
        for count in counts[first..<first + index] { above &+= Int(count) }
        // Half of the own bin: its values are as often smaller as larger.
        let asLarge = Double(above) / 4 + Double(counts[first + index]) / 8
        surprise = max(0, -ElementaryFunctions.binaryLogarithm((asLarge + 1) / (samples + 1)))
        if counts[first + index] <= .max - Self.one { counts[first + index] &+= Self.one }
        return surprise
    }

    /// Halves all that is remembered, so that the newer half of the memory weighs as much as everything older.
    mutating func halve() {
        for kind in tops.indices {
            guard let top = tops[kind] else { continue }
            let range = kind * Self.bins..<(kind + 1) * Self.bins
            for index in range { counts[index] >>= 1 }
            guard let largest = range.first(where: { counts[$0] > 0 }) else {
                tops[kind] = nil
                continue
            }
            let shift = largest - range.lowerBound
            guard shift > 0 else { continue }
            for index in largest..<range.upperBound { counts[index - shift] = counts[index] }
            for index in range.upperBound - shift..<range.upperBound { counts[index] = 0 }
            tops[kind] = top - shift
        }
    }

    /// Makes room for a larger deviation; what falls off the small end is gathered in the last bin.
    private mutating func raiseTop(kind: Int, by distance: Int) {
        let first = kind * Self.bins
        let end = first + Self.bins
        let shift = min(distance, Self.bins)
        var fallen = 0
        for index in end - shift..<end { fallen += Int(counts[index]) }
        for index in stride(from: end - 1, through: first + shift, by: -1) { counts[index] = counts[index - shift] }
        for index in first..<first + shift { counts[index] = 0 }
        counts[end - 1] = UInt16(min(Int(counts[end - 1]) + fallen, Int(UInt16.max)))
    }
}
