// All detectors of one person, fed with observations and time. A value: what it says depends on nothing but what it was given.

package import HeartRhythm
package import Vitals

/// Turns one person's observations and the passing of time into conditions that begin and end.
///
/// The same observations and ticks in the same order give the same changes, bit for bit, also when the monitor was encoded and decoded
/// in between. Memory is constant. Input that is older than what was seen of the same metric is ignored; none traps.
package struct PersonMonitor: Hashable, Sendable, Codable {
    private let person: PersonID
    /// May be changed at any time; the next observation or tick is judged by the new ones.
    package var limits: MonitorLimits

    private var rates = HeartRateSource()
    private var heartRateHigh = HeartRateDetector(.high)
    private var heartRateLow = HeartRateDetector(.low)
    private var beats = BeatStream()
    private var rhythmCondition = RhythmCondition()
    private var noData = NoDataDetector()

    package init(person: PersonID, limits: MonitorLimits = .standard) {
        self.person = person
        self.limits = limits
    }

    /// The rhythm as of the latest beat.
    package var rhythm: RhythmReading { beats.reading }

    /// What never pauses while it is worn. After one blood pressure nobody expects the next within seconds: its silence says nothing, and
    /// its coming does not end the silence of a strap.
    static let streams: Set<Metric> = [.heartRate, .rrInterval, .skinContact]

    /// The time of the newest observation of a stream.
    package var lastObservation: Timestamp? { noData.lastObservation }

    /// The conditions that are present now.
    package var present: [ConditionKind] {
        ConditionKind.allCases.filter { kind in
            switch kind {
            case .heartRateHigh: heartRateHigh.isPresent
            case .heartRateLow: heartRateLow.isPresent
            case .irregularRhythm: rhythmCondition.isPresent
            case .noData: noData.isPresent
            }
        }
    }

    /// Takes the next observation, in event time, and says what changed. Another person's observation changes nothing.
    ///
    /// `received`: when it came, which is how late it is now.
    package mutating func observe(_ observation: Observation, received: Timestamp) -> [ConditionChange] {
        guard observation.person == person else { return [] }
        noData.advance(to: received)
        var changes: [ConditionChange] = []
        func note(_ kind: ConditionKind, _ transition: Transition?) {
            guard let transition else { return }
            changes.append(
                ConditionChange(
                    person: person, kind: kind, isPresent: transition.isPresent, at: observation.time, since: transition.since,
                    evidence: transition.evidence, isSimulated: observation.isSimulated))
        }

        if Self.streams.contains(observation.metric) {
            note(.noData, noData.observe(at: observation.time, isSimulated: observation.isSimulated, limits: limits))
        }
        let rate: Double?
        switch observation.metric {
        case .heartRate:
            rate = rates.heartRate(observation, now: noData.now)
        case .rrInterval:
            rate = rates.beat(observation, now: noData.now)
            switch beats.add(observation, now: noData.now) {
            case .ignored: break
            case .restarted: rhythmCondition.reset()
            case .beat(let rr): note(.irregularRhythm, rhythmCondition.add(beats.reading, rr: rr, at: observation.time, limits: limits))
            }
        case .skinContact:
            rate = nil
            if observation.value == 0 { beats.interrupt(by: observation.device) }
        default:
            rate = nil
        }
        if let rate {
            note(.heartRateHigh, heartRateHigh.add(rate, at: observation.time, limits: limits))
            note(.heartRateLow, heartRateLow.add(rate, at: observation.time, limits: limits))
        }
        return changes
    }

    /// The person does not wear anything any more that says something by itself: its silence is no condition. `entirely`: nothing of what
    /// was watched was this person's.
    package mutating func released(entirely: Bool, at now: Timestamp) -> [ConditionChange] {
        let ended = entirely ? present : present.filter { $0 == .noData }
        let isSimulated = noData.isSimulated
        if entirely { self = PersonMonitor(person: person, limits: limits) } else { noData = NoDataDetector() }
        return ended.map { kind in
            ConditionChange(person: person, kind: kind, isPresent: false, at: now, since: now, evidence: [], isSimulated: isSimulated)
        }
    }

    /// Whether `tick` would raise a condition.
    package func isDue(at now: Timestamp) -> Bool { noData.isDue(at: now, limits: limits) }

    /// Takes the time, and says whether data has been missing for too long.
    package mutating func tick(at now: Timestamp) -> [ConditionChange] {
        guard let transition = noData.tick(at: now, limits: limits) else { return [] }
        return [
            ConditionChange(
                person: person, kind: .noData, isPresent: transition.isPresent, at: now, since: transition.since,
                evidence: transition.evidence, isSimulated: noData.isSimulated)
        ]
    }
}
