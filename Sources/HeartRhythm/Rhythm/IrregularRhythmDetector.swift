// Atrial fibrillation seen from the intervals between beats alone: a strap sends these, and no electrocardiogram.

import Vitals

/// Tells beats without order, suspicious of atrial fibrillation, from a regular rhythm.
///
/// Two kinds of evidence are added: the log-odds of a small network over features that know ectopic beats, bigeminy, block and missed beats
/// (`RhythmNetwork`), and the entropy of words of heart rates (`WordEntropy`, Zhou 2015). A smoother with a fixed lag decides
/// (`FixedLagSmoother`). Held out by record, each part alone is worse than both: the network finds more, the entropy errs less on people who
/// are unlike those it was trained on.
///
/// Measured with `score_beats.py` of the recorded data, judged `lookAheadBeats` later; figures in the collector's chapter on detection.
/// Known weaknesses: flutter with changing conduction and very frequent ectopic beats of several origins look irregular; fibrillation with
/// a paced or very even ventricular rate does not. None of this is clinical validation.
package struct IrregularRhythmDetector: Sendable {
    private var history = BeatHistory()
    private var features = RhythmFeatures()
    private var words = WordEntropy()
    private var smoother = FixedLagSmoother()
    /// The network's log-odds of the latest windows, oldest first; nil where a window had too few usable beats.
    private var odds: [Double?] = []
    package private(set) var reading = RhythmReading.none

    /// A beat's features are those of the windows that end so many beats after it.
    private static let featureLagBeats = 8
    /// The words describe the middle of their window: the network's verdict waits so many beats for them.
    private static let wordLagBeats = WordEntropy.windowBeats / 2 - featureLagBeats
    /// The rhythm of a beat is the reading this many beats later: half a minute at 80 beats a minute.
    package static let lookAheadBeats = featureLagBeats + wordLagBeats + FixedLagSmoother.lag
    /// From this score on the rhythm is irregular.
    package static let scoreMin = 0.5

    private static let entropyWeight = 6.0
    private static let entropyMiddle = 0.75
    /// What the evidence must exceed to count for fibrillation, how much of it counts, and the most that one beat may say.
    private static let oddsOffset = 0.2
    private static let gain = 0.5
    private static let oddsMax = 6.0
    /// Margins are sums of odds over beats that are much alike: a quarter of one is taken for log-odds.
    private static let marginScale = 0.25

    package init() {}

    /// Takes the interval that ends at the next beat, and says what the rhythm was `lookAheadBeats` ago.
    ///
    /// An interval outside the metric's plausible range, or NaN, counts as an unusable beat.
    package mutating func add(rr milliseconds: Double) -> RhythmReading {
        history.append(rr: milliseconds)
        features.update(&history)
        words.add(rr: milliseconds)
        odds.append(features.isUsable ? RhythmNetwork.logOdds(features) : nil)
        if odds.count > Self.wordLagBeats {
            let waited = odds.removeFirst()
            let margin = smoother.add(Self.evidence(waited, entropy: words.value))
            reading = Self.reading(of: margin, isUsable: waited != nil, beats: features.usable)
        }
        return reading
    }

    /// Says that beats were lost here: the intervals before and after are not neighbours.
    package mutating func interrupt() {
        history.interrupt()
        words.interrupt()
    }

    /// The readings of the latest `count` beats, oldest first: the recording ends, and no more will be known of them.
    package func rest(of count: Int) -> [RhythmReading] {
        var end = smoother
        let beats = features.usable
        var readings = odds.map {
            Self.reading(of: end.add(Self.evidence($0, entropy: words.value)), isUsable: $0 != nil, beats: beats)
        }
        readings += (0..<min(end.count, FixedLagSmoother.lag)).reversed().map {
            Self.reading(of: end.margin(back: $0), isUsable: true, beats: beats)
        }
        readings += Array(repeating: readings.last ?? reading, count: Self.featureLagBeats)
        return (Array(repeating: .none, count: max(count - readings.count, 0)) + readings).suffix(max(count, 0))
    }

    // Without `self`: a method that reads all of it while a part of it changes would have it copied, arrays and all, with each beat.

    private static func evidence(_ network: Double?, entropy: Double?) -> Double {
        guard let network else { return 0 }
        let words = entropy.map { entropyWeight * ($0 - entropyMiddle) } ?? 0
        return min(max(gain * (network + words - oddsOffset), -oddsMax), oddsMax)
    }

    private static func reading(of margin: Double?, isUsable: Bool, beats: Int) -> RhythmReading {
        guard let margin, isUsable else { return RhythmReading(rhythm: .unknown, score: 0, beats: beats) }
        let score = ElementaryFunctions.logistic(margin * marginScale)
        return RhythmReading(rhythm: margin > 0 ? .irregular : .regular, score: score, beats: beats)
    }
}

/// As what it consists of: windows follow from the intervals, so a stored state cannot contradict itself.
extension IrregularRhythmDetector: Codable, Hashable {
    private struct Stored: Codable, Hashable {
        let intervals: PackedArray<UInt16>
        let isInterrupted: Bool
        let words: WordEntropy
        let smoother: FixedLagSmoother
        let odds: PackedArray<UInt64>
        let reading: RhythmReading
    }

    private var stored: Stored {
        // What is not known is no number.
        let odds = odds.map { ($0 ?? .nan).bitPattern }
        return Stored(
            intervals: PackedArray(history.stored), isInterrupted: history.isInterrupted, words: words, smoother: smoother,
            odds: PackedArray(odds), reading: reading)
    }

    package init(from decoder: any Decoder) throws {
        let stored = try Stored(from: decoder)
        let intervals = stored.intervals.values
        let numbers = stored.odds.values.map { Double(bitPattern: $0) }
        guard intervals.count <= BeatHistory.kept, numbers.count <= Self.wordLagBeats else {
            throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "\(intervals.count) intervals"))
        }
        for interval in intervals {
            history.append(stored: interval)
            features.update(&history)
        }
        if stored.isInterrupted { history.interrupt() }
        (words, smoother, reading) = (stored.words, stored.smoother, stored.reading)
        odds = numbers.map { $0.isNaN ? nil : $0 }
    }

    package func encode(to encoder: any Encoder) throws { try stored.encode(to: encoder) }

    package static func == (one: Self, other: Self) -> Bool { one.stored == other.stored }

    package func hash(into hasher: inout Hasher) { hasher.combine(stored) }
}
