// All detectors of one person, fed with observations and time. A value: what it says depends on nothing but what it was given.

package import HeartRhythm
package import Vitals

/// Turns one person's observations and the passing of time into conditions that begin and end.
///
/// The same observations and ticks in the same order give the same changes, bit for bit, also when the monitor was encoded and decoded
/// in between. Memory is bounded. Input that is older than what was seen of the same metric is ignored; none traps.
package struct PersonMonitor: Sendable {
    let person: PersonID
    /// May be changed at any time; the next observation or tick is judged by the new ones.
    package var limits: MonitorLimits
    private var box = DetectorsBox(PersonDetectors())

    var detectors: PersonDetectors {
        _read { yield box.detectors }
        _modify {
            if !isKnownUniquelyReferenced(&box) { box = DetectorsBox(box.detectors) }
            yield &box.detectors
        }
    }

    package init(person: PersonID, limits: MonitorLimits = .standard) {
        self.person = person
        self.limits = limits
    }

    /// The rhythm as of the latest beat.
    package var rhythm: RhythmReading { detectors.beats.reading }

    /// What never pauses while it is worn. After one blood pressure nobody expects the next within seconds: its silence says nothing, and
    /// its coming does not end the silence of a strap.
    static let streams: [Metric] = [.heartRate, .rrInterval, .skinContact]

    /// The time of the newest observation of a stream.
    package var lastObservation: Timestamp? { detectors.noData.lastObservation }

    /// The conditions that are present now.
    package var present: [ConditionKind] {
        let present = detectors.present
        return ConditionKind.allCases.filter(present.contains)
    }

    /// Takes the next observation, in event time, and says what changed. Another person's observation changes nothing.
    ///
    /// `received`: when it came, which is how late it is now.
    package mutating func observe(_ observation: Observation, received: Timestamp) -> [ConditionChange] {
        guard observation.person == person else { return [] }
        detectors.noData.advance(to: received)
        return detectors.observe(observation, limits).map { kind, transition in
            change(kind, transition, at: observation.time, isSimulated: observation.isSimulated)
        }
    }

    /// A value came whose time lies so far in the future that nothing else can be said of it.
    package mutating func observeAhead(_ observation: Observation, received: Timestamp) -> [ConditionChange] {
        guard observation.person == person, let transition = detectors.sensors.isAhead(true, at: received) else { return [] }
        return [change(.clockFault, transition, at: received, isSimulated: observation.isSimulated)]
    }

    /// Something became known of the gateway that this monitor is of. `isBehind`: what it has could not be delivered for long.
    package mutating func observe(gatewayOnline isOnline: Bool, isBehind: Bool, at time: Timestamp, isSimulated: Bool) -> [ConditionChange]
    {
        detectors.gateway.observe(isOnline: isOnline, isBehind: isBehind, at: time, isSimulated: isSimulated).map { kind, transition in
            change(kind, transition, at: time, isSimulated: isSimulated)
        }
    }

    private func change(_ kind: ConditionKind, _ transition: Transition, at time: Timestamp, isSimulated: Bool) -> ConditionChange {
        ConditionChange(
            person: person, kind: kind, isPresent: transition.isPresent, at: time, since: transition.since, evidence: transition.evidence,
            isSimulated: isSimulated)
    }

    /// The person does not wear anything any more that says something by itself: its silence is no condition. `entirely`: nothing of what
    /// was watched was this person's.
    package mutating func released(entirely: Bool, at now: Timestamp) -> [ConditionChange] {
        let ended = entirely ? present : present.filter { $0 == .noData }
        let isSimulated = detectors.noData.isSimulated
        if entirely { self = PersonMonitor(person: person, limits: limits) } else { detectors.noData = NoDataDetector() }
        return ended.map { kind in
            ConditionChange(person: person, kind: kind, isPresent: false, at: now, since: now, evidence: [], isSimulated: isSimulated)
        }
    }

    /// Whether `tick` would change something.
    package func isDue(at now: Timestamp) -> Bool {
        detectors.noData.isDue(at: now, limits: limits) || detectors.desaturations.isDue(at: now) || detectors.gateway.isDue(at: now)
    }

    /// Takes the time, and says what it alone changed.
    package mutating func tick(at now: Timestamp) -> [ConditionChange] {
        detectors.tick(at: now, limits).map { kind, transition in
            change(kind, transition, at: now, isSimulated: detectors.noData.isSimulated || detectors.gateway.isSimulated)
        }
    }
}

extension PersonMonitor: Hashable {
    package static func == (one: Self, other: Self) -> Bool {
        one.person == other.person && one.limits == other.limits && one.detectors == other.detectors
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(person)
        hasher.combine(limits)
        hasher.combine(detectors)
    }
}
