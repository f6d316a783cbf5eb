// Artefacts and ectopic beats: found, named, kept, and replaced only beside the original.

/// Says of each beat what it is, fourteen beats later.
///
/// Three looks. `BeatLattice` compares whole explanations of the latest nine beats: missed and extra beats, premature beats with or without
/// a compensatory pause, single, in runs, in bigeminy, jumps of the rate. `BeatDisplacement` weighs small displacements against the
/// person's usual variability. `BeatOrder` notices when there is no order that a beat could break; such beats are `irregular`, not
/// abnormal.
///
/// State 5.2 KiB a person, 0.6 µs a beat; after the first beats nothing is allocated but for `finish`. Measured with `score_artifacts.py`
/// (event-wise, tolerance of one row, all rows of `isAbnormalInterval` flagged; in brackets with `isAbnormalBeat`) on the public
/// recordings, on which costs and odds were also chosen:
/// - injected into 15 sinus segments: 98.4 % found at 2.3 (1.2) false rows in 1000; eight other seeds 97.2–99.1 % at 0.5–1.8. All missed,
///   extra and ectopic beats; 93 % of displacements by 5–15 %. RMSSD after correction is off by 1.8 % in the median, 10 % at most.
/// - expert labels, mitdb 106 (a quarter ventricular): all of 423 at 0 false; 100 and 103: all of 36 at 1.4 (0.7); nsr2db 001, 004, 009:
///   95.9 % of 145 at 3.1 (1.6). The six that are missed are not premature by more than the breath.
/// - atrial fibrillation (12 records of afdb): 85 % of its beats are `irregular`, 8 % called abnormal; by record
///   3 to 43 %, most where episodes are short (04048, 06453). Of 334,436 other beats of these patients 4 % and 1.4 %.
///
/// Deep regular breathing (±12 % and more, every five beats) is `irregular` too, within 50 beats. Interpolated ectopic beats after each
/// normal beat cannot be told from a doubled rate. None of this is clinical validation.
package struct BeatClassifier: Hashable, Sendable {
    var lattice = BeatLattice(levels: [])
    var order = BeatOrder()
    var displacement = BeatDisplacement()
    /// The latest rows, by their number.
    var rows = Array(repeating: BeatRow(), count: Self.places)
    var decided = 0
    var released = 0
    /// The first intervals, until there are enough to guess the level from.
    var first: [Double] = []
    var hasLattice = false
    /// The level before an interruption; 0 at first.
    var levelBefore = 0.0

    /// A beat is released when this many later ones have come.
    package static let lookAheadBeats = BeatLattice.lookAheadBeats + confirmationBeats
    static let confirmationBeats = 5
    static let places = 32
    /// Below this nothing is a beat, whatever the rhythm: 250 beats a minute.
    static let shortestInDisorder = 240.0

    package init() {}

    /// Takes the interval that ends at the next beat, and releases the beat `lookAheadBeats` before it.
    ///
    /// An interval below 30 ms or above 3 s, NaN or infinite is a gap.
    package mutating func add(rr milliseconds: Double) -> ClassifiedBeat? {
        let interval = BeatLattice.intervals.contains(milliseconds) ? milliseconds : 0
        guard hasLattice else {
            first.append(interval)
            if first.count == BeatLattice.lookAheadBeats { begin() }
            return nil
        }
        append(interval)
        let received = decided + lattice.undecided
        return received - released > Self.lookAheadBeats ? release() : nil
    }

    /// Releases all beats that are still held: the recording ends, or beats were lost here.
    ///
    /// What comes next begins afresh, but for what is known of the person's variability and heart rate.
    package mutating func finish() -> [ClassifiedBeat] {
        if !hasLattice { begin() }
        var beats: [ClassifiedBeat] = []
        while lattice.undecided > 0 { decide() }
        while released < decided {
            if released + Self.confirmationBeats >= decided { rejectUnconfirmed(released) }
            beats.append(release())
        }
        var fresh = Self()
        fresh.order = order
        fresh.displacement = displacement
        fresh.levelBefore = decided > 0 ? rows[(decided - 1) & (Self.places - 1)].value : levelBefore
        self = fresh
        return beats
    }

    /// Guesses the level from the first beats: their median, that of half the pairs (bigeminy), and the level before.
    private mutating func begin() {
        hasLattice = true
        let usable = first.filter { $0 > 0 }
        var pairs: [Double] = []
        for (one, other) in zip(first, first.dropFirst()) where one > 0 && other > 0 { pairs.append((one + other) / 2) }
        let median = usable.isEmpty ? (levelBefore > 0 ? levelBefore : 800) : usable.sorted()[usable.count / 2]
        let half = pairs.isEmpty ? median : pairs.sorted()[pairs.count / 2]
        lattice = BeatLattice(levels: levelBefore > 0 ? [median, half, levelBefore] : [median, half])
        let held = first
        first = []
        for interval in held { append(interval) }
    }

    private mutating func append(_ interval: Double) {
        lattice.append(interval, usualDeviation: order.usualDeviation)
        while lattice.undecided > BeatLattice.lookAheadBeats { decide() }
    }
}
