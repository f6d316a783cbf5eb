// A minute of irregular rhythm is worth a look; half an hour of it, or an hour in a day, is worth an electrocardiogram.

package import HeartRhythm
import Vitals

/// Says when a person should be told to have an electrocardiogram taken: irregular for half an hour on end, or for an hour in 24.
///
/// On end: five of the latest six blocks of five minutes, half an hour with one slip. Of the published rules it takes the duration from the
/// Fitbit Heart Study (11 overlapping windows of five minutes in a row, 30 min: Lubitz et al., Circulation 146:1415, 2022) and the one slip
/// from the Apple Heart Study (5 of 6 tachograms: Perez et al., N Engl J Med 381:1909, 2019). The hour in a day is ours, for people whose
/// episodes are short and many. It is over when 24 hours had less than a quarter of an hour.
///
/// With each record kept out of the detector's fitting: of 12 public records of patients (AFDB) the 6 with half an hour of fibrillation on end
/// are told within 5 min of when their expert labels alone would tell, a seventh with 132 min in 82 short episodes by the hour; of 5 with 4 to
/// 23 min in ten hours, and of 16 healthy people in 369 h, nobody.
package struct RhythmBurden: Hashable, Sendable, Codable {
    /// The beats of a stretch of the clock, in milliseconds of their own time.
    private struct Stretch: Hashable, Sendable, Codable {
        let number: Int64
        var irregular: Int64 = 0
        var known: Int64 = 0
    }

    package private(set) var isPresent = false
    /// Oldest first; those without a known beat are left out.
    private var hours: [Stretch] = []
    private var blocks: [Stretch] = []

    private static let hour: Int64 = 3_600_000
    private static let hoursMax: Int64 = 24
    private static let block: Int64 = 300_000
    /// Six, and the one that goes on.
    private static let blocksMax: Int64 = 7
    private static let blockKnownMin: Int64 = 180_000
    private static let irregularBlocksMin = 5
    private static let burdenMin = Duration.seconds(3600)
    private static let burdenOver = Duration.seconds(900)

    package init() {}

    /// Takes a reading and the beat that it is about; decides at the end of each block.
    package mutating func add(_ reading: RhythmReading, about beat: JudgedBeats.Beat) -> Transition? {
        guard reading.rhythm != .unknown else { return nil }
        let isNewBlock = Self.open(&blocks, Self.block, kept: Self.blocksMax, at: beat.time)
        Self.open(&hours, Self.hour, kept: Self.hoursMax, at: beat.time)
        // Of the blocks that count the one that has just begun is none.
        let transition = isNewBlock ? decide(at: beat.time) : nil
        Self.count(beat.milliseconds, reading.rhythm, in: &hours)
        Self.count(beat.milliseconds, reading.rhythm, in: &blocks)
        return transition
    }

    private static func count(_ milliseconds: Int64, _ rhythm: Rhythm, in stretches: inout [Stretch]) {
        stretches[stretches.count - 1].known += milliseconds
        if rhythm == .irregular { stretches[stretches.count - 1].irregular += milliseconds }
    }

    private mutating func decide(at time: Timestamp) -> Transition? {
        let irregular = irregular
        let isMuch = irregularBlocks >= Self.irregularBlocksMin || irregular >= Self.burdenMin
        guard isPresent ? irregular < Self.burdenOver && !isMuch : isMuch else { return nil }
        isPresent.toggle()
        var evidence: [Evidence] = [.duration(irregular), .limit(Self.burdenMin), .window(.seconds(Self.hoursMax * 3600))]
        if let share { evidence.append(.burden(share)) }
        return Transition(isPresent: isPresent, since: time, evidence: evidence)
    }

    /// Makes the stretch of this time the last one; says whether it is new.
    @discardableResult
    private static func open(_ stretches: inout [Stretch], _ length: Int64, kept: Int64, at time: Timestamp) -> Bool {
        let number = time.milliseconds.flooredQuotientAndRemainder(dividingBy: length).quotient
        guard stretches.last?.number != number else { return false }
        // After a clock that went back what came before has no place any more.
        stretches.removeAll { $0.number >= number || $0.number <= number - kept }
        stretches.append(Stretch(number: number))
        return true
    }

    /// Of the latest 24 hours.
    private var irregular: Duration { .milliseconds(hours.reduce(0) { $0 + $1.irregular }) }

    /// 0 to 1 of the latest 24 hours; nil where less than half an hour is known.
    package var share: Double? {
        let known = hours.reduce(0) { $0 + $1.known }
        return known >= 1_800_000 ? irregular / .milliseconds(known) : nil
    }

    /// How many of the six blocks of five minutes that ended last were irregular: four fifths of what is known, and that three minutes.
    private var irregularBlocks: Int {
        blocks.dropLast().count { $0.known >= Self.blockKnownMin && $0.irregular * 5 >= $0.known * 4 }
    }
}
