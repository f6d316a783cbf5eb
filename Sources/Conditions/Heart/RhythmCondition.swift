// A single irregular reading is often an ectopic beat or a slipped strap; a minute of them is worth a person's attention.

package import HeartRhythm
import Vitals

/// Says when the rhythm has been irregular for a while, and when it has been regular again for a while.
///
/// Time is counted in the beats' own time, the sum of their intervals: a recording that is played faster raises the same condition at
/// the same beat. A reading of the other kind starts the count anew; an unknown one says nothing and counts for nothing.
///
/// Measured with the standard limits as for `IrregularRhythmDetector`, judged at once: no condition in 378 h of normal sinus rhythm; in 11
/// records of patients 46 of 48 episodes of 2 min and more (72 of 111 of 30 s and more: shorter ones are over before the minute is),
/// half within 77 s of their begin, 90 % within 88 s, and 3.6 false conditions a day in their other hours, with flutter and ectopic beats.
package struct RhythmCondition: Hashable, Sendable, Codable {
    package private(set) var isPresent = false
    /// How long, and since which beat, all known readings have contradicted the present state.
    private var held = Duration.zero
    private var since: Timestamp?

    package init() {}

    /// Takes a reading and the beat that it is about. `burden`: the share of the latest day that was irregular.
    package mutating func add(
        _ reading: RhythmReading, about beat: JudgedBeats.Beat, beats: @autoclosure () -> [Double] = [],
        burden: @autoclosure () -> Double? = nil, limits: MonitorLimits
    ) -> Transition? {
        guard reading.rhythm != .unknown else { return nil }
        guard (reading.rhythm == .irregular) != isPresent else {
            reset()
            return nil
        }
        let start = since ?? beat.time
        since = start
        held += .milliseconds(beat.milliseconds)
        guard held >= (isPresent ? limits.regularSustained : limits.irregularSustained) else { return nil }
        isPresent.toggle()
        var evidence: [Evidence] = [
            .score(reading.score), .limit(score: IrregularRhythmDetector.scoreMin), .beats(reading.beats), .duration(held),
            .intervals(beats()),
        ]
        if let share = burden() { evidence.append(.burden(share)) }
        reset()
        return Transition(isPresent: isPresent, since: start, evidence: evidence)
    }

    /// Forgets how long the readings have contradicted the present state; the state stays.
    package mutating func reset() {
        held = .zero
        since = nil
    }
}
