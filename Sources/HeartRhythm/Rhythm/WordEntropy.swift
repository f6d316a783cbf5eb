// The published detector that sees disorder best in people it was not made on: half of the evidence.

import Vitals

/// The entropy of the latest words of three heart rates each.
///
/// Source: Zhou, Ding, Wu et al., "A real-time atrial fibrillation detection algorithm based on the instantaneous state of heart rate", PLoS
/// ONE 10(9):e0136544 (2015): intervals become heart rates in steps of 5/min, three neighbours make a word, and the Shannon entropy of the
/// latest words is weighted with how many of them differ. A word that spans an unusable interval is left out instead of counted, and the
/// window is 63 beats instead of 127, which nearly halves the time to detection.
struct WordEntropy: Hashable, Sendable, Codable {
    private var window = WordWindow()
    /// The symbols of the two beats before the next one, oldest first; nil where beats were lost or implausible.
    private var beforeLast: UInt32?
    private var last: UInt32?

    /// About 45 s at 80 beats a minute.
    static let windowBeats = 63
    /// Three in four beats of a window: with fewer words the entropy is too uncertain to compare.
    private static let usableMin = 48

    /// From 0, perfect order, to 1; nil with too few words.
    var value: Double? { window.usable >= Self.usableMin ? window.normalizedEntropy : nil }

    mutating func add(rr milliseconds: Double) {
        let symbol = Self.symbol(rr: milliseconds)
        if let beforeLast, let last, let symbol {
            window.append(beforeLast << 12 | last << 6 | symbol)
        } else {
            window.append(nil)
        }
        beforeLast = last
        last = symbol
    }

    /// Beats were lost here: the intervals before and after are not neighbours.
    mutating func interrupt() {
        beforeLast = nil
        last = nil
    }

    /// Steps of 5 beats a minute, six bits: 300/min, the fastest plausible, is step 60.
    private static func symbol(rr milliseconds: Double) -> UInt32? {
        guard Metric.rrInterval.plausible.contains(milliseconds) else { return nil }
        return UInt32(60_000 / milliseconds / 5)
    }
}
