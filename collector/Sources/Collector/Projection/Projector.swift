// Events in, changes out: no clock, no database. The same log gives the same observations and alarms.

import Alarms
import Conditions
import EventLog
import HeartRhythm
import Uplink
import Vitals

/// Turns logged events into what the views have to become.
struct Projector {
    /// Takes an event. One that a source or a person saved already changes it no second time.
    func apply(_ event: LoggedEvent, to state: inout ProjectionState, _ round: inout ProjectionRound) {
        round.offset = event.offset
        guard event.integrity != .damaged else {
            round.counts.eventsDamaged += 1
            return
        }
        switch event.kind {
        case .batch: take(batch: event, to: &state, &round)
        case .observations: take(observations: event, to: &state, &round)
        case .time: tick(event, &state, &round)
        case .gateway: take(gateway: event, to: &state, &round)
        case .alarmAction: take(action: event, to: &state, &round)
        case .channel: take(channel: event, to: &state, &round)
        case .assignment, .correction, .tombstone, .settings:
            // Ingest checked it; what does not decode was written by another version.
            guard let decision = try? Decision(event) else {
                round.counts.eventsUnknown += 1
                return
            }
            decide(decision, at: event, &state, &round)
        case nil: round.counts.eventsUnknown += 1
        }
    }

    private func take(batch event: LoggedEvent, to state: inout ProjectionState, _ round: inout ProjectionRound) {
        // Ingest decoded every batch before it stored it; what does not decode was written by another version.
        guard let gateway = event.key.source.gateway, let batch = try? Batch(decoding: event.body) else {
            round.counts.framesUndecodable += 1
            return
        }
        round.gaps += batch.gaps.enumerated().map { place, gap in
            RecordedGap(gap: gap, gateway: gateway, isSimulated: batch.isSimulated, offset: event.offset, place: place)
        }
        guard !batch.frames.isEmpty else { return }
        // Taken out while it changes, so that it is not copied.
        let known = state.sources.removeValue(forKey: event.key.source)
        var source = known ?? SourceState()
        let keeps = known != nil || state.sources.count < ProjectionLimit.sourcesMax
        defer {
            if keeps {
                state.sources[event.key.source] = source
                if source.savedThrough < event.offset { state.took(event.key.source, event.offset) }
            }
        }
        guard source.savedThrough < event.offset else { return }
        let clock = clock(of: batch, gateway, event, in: &round, over: &source)
        let boots = source.boots
        var last: Watched?
        for (index, frame) in batch.frames.enumerated() {
            let time = clock.wallTime(of: frame.arrival)
            let context = FrameContext(
                person: source.person(wearing: frame.device, at: time, state.settings.assignments), gateway: gateway,
                time: time, timeQuality: clock.quality, utcOffsetMinutes: batch.anchor.utcOffsetMinutes, isSimulated: batch.isSimulated,
                offset: event.offset, frame: Int32(index))
            let observations = interpret(frame, context, clock, boots, &source, &round)
            let mayHaveChangedHands = state.settings.assignments.knows(frame.device)
            for var observation in observations {
                // Of whoever wore the device when it was measured, which may be long before it came.
                if mayHaveChangedHands, observation.time != time {
                    let wearer = source.person(wearing: frame.device, at: observation.time, state.settings.assignments)
                    if wearer != observation.person { observation = observation.of(wearer) }
                }
                round.observations.append(observation)
                guard !observation.metric.isWaveform else { continue }
                if observation.person != last?.person {
                    source.fed.insert(observation.person)
                    last = nil
                }
                last = watch(observation, event, to: &state, &round, last)
            }
        }
    }

    private func interpret(
        _ frame: Frame, _ context: FrameContext, _ clock: BatchClock, _ boots: [UInt32: BootClock], _ source: inout SourceState,
        _ round: inout ProjectionRound
    ) -> [Observation] {
        round.counts.frames += 1
        func read(_ device: inout DeviceState) -> FrameReading {
            device.settle(in: context, clock) { boots[$0.boot] }
            return frame.interpreted(in: context, device: &device)
        }
        let reading: FrameReading
        if source.devices[frame.device] != nil || source.devices.count < ProjectionLimit.devicesMax {
            reading = read(&source.devices[frame.device, default: DeviceState()])
        } else {
            var device = DeviceState()
            reading = read(&device)
        }
        switch reading {
        case .unknown: round.counts.framesUnknown += 1
        case .undecodable: round.counts.framesUndecodable += 1
        case .observations(let observations): return observations
        }
        return []
    }

    private func take(observations event: LoggedEvent, to state: inout ProjectionState, _ round: inout ProjectionRound) {
        guard let app = event.key.source.app, let submitted = try? SubmittedObservations(decoding: event.body) else {
            round.counts.eventsUnknown += 1
            return
        }
        if state.sources[event.key.source] == nil, state.sources.count < ProjectionLimit.sourcesMax {
            state.sources[event.key.source] = SourceState()
        }
        let observations = submitted.observations(of: app, at: event.offset)
        for observation in observations {
            _ = watch(observation, event, to: &state, &round)
            state.sources[event.key.source]?.fed.insert(observation.person)
        }
        round.observations += observations
        if state.sources[event.key.source].map({ $0.savedThrough < event.offset }) == true { state.took(event.key.source, event.offset) }
    }

    private func take(gateway event: LoggedEvent, to state: inout ProjectionState, _ round: inout ProjectionRound) {
        guard let change = try? JSON.value(GatewayEvent.self, from: event.body), let person = try? PersonID(gateway: change.gateway) else {
            round.counts.eventsUnknown += 1
            return
        }
        guard let index = state.people.index(forKey: person) ?? state.startWatching(person) else { return }
        round.alarms += state.people.values[index].take(change, event)
        round.changed.insert(person)
    }

    private func take(channel event: LoggedEvent, to state: inout ProjectionState, _ round: inout ProjectionRound) {
        guard let change = try? JSON.value(ChannelEvent.self, from: event.body), let person = PersonID.channel(change.channel) else {
            round.counts.eventsUnknown += 1
            return
        }
        guard let index = state.people.index(forKey: person) ?? state.startWatching(person) else { return }
        round.alarms += state.people.values[index].take(change, of: person, event)
        round.changed.insert(person)
    }

    private func take(action event: LoggedEvent, to state: inout ProjectionState, _ round: inout ProjectionRound) {
        guard let action = try? JSON.value(AlarmAction.self, from: event.body), action.fault == nil else {
            round.counts.eventsUnknown += 1
            return
        }
        // Who has no alarms has none to look after.
        guard let index = state.people.index(forKey: action.person) else { return }
        round.alarms += state.people.values[index].take(action, event)
        round.changed.insert(action.person)
    }

    /// Feeds what is live to the detectors. "Now" is when the collector received it, so that a replay decides the same.
    /// `last`: the person before, where it is the same one. Returns where this person is.
    private func watch(
        _ observation: Observation, _ event: LoggedEvent, to state: inout ProjectionState, _ round: inout ProjectionRound,
        _ last: Watched? = nil
    ) -> Watched? {
        let received = event.received
        let known = last?.index ?? state.people.index(forKey: observation.person)
        guard observation.time <= received + ProjectionLimit.clockAheadMax else {
            round.counts.observationsAhead += 1
            if let known { round.alarms += state.people.values[known].observeAhead(observation, event) }
            return known.map { Watched(person: observation.person, index: $0) }
        }
        guard let index = known ?? state.startWatching(observation.person) else {
            round.counts.observationsUnwatched += 1
            return nil
        }
        let isLate = observation.time < received - ProjectionLimit.liveWindow
        if isLate { round.counts.observationsLate += 1 }
        let interval = state.people.count > ProjectionLimit.crowd ? ProjectionLimit.crowdInterval : ProjectionLimit.rhythmInterval
        state.people.values[index].watch(observation, event, isLate: isLate, showing: interval, &round)
        return Watched(person: observation.person, index: index)
    }

    /// Where a person's state is, as long as nobody else is taken in.
    private struct Watched {
        let person: PersonID
        let index: Dictionary<PersonID, PersonState>.Index
    }

    /// Lets time pass for everybody: what no observation can raise.
    private func tick(_ event: LoggedEvent, _ state: inout ProjectionState, _ round: inout ProjectionRound) {
        var alarms: [Alarm] = []
        var index = state.people.startIndex
        while index != state.people.endIndex {
            defer { state.people.formIndex(after: &index) }
            guard state.people.values[index].isDue(at: event.received), state.people.values[index].savedThrough < event.offset else {
                continue
            }
            alarms += state.people.values[index].tick(at: event.received)
            round.changed.insert(state.people.keys[index])
        }
        // In an order that does not depend on the process.
        round.alarms += alarms.sorted { ($0.id, $0.revision) < ($1.id, $1.revision) }
    }
}

extension PersonState {
    fileprivate mutating func take(_ change: GatewayEvent, _ event: LoggedEvent) -> [Alarm] {
        guard savedThrough < event.offset else { return [] }
        return apply(
            monitor.observe(
                gatewayOnline: change.isOnline, isBehind: change.isBehind, at: event.received, isSimulated: change.isSimulated),
            at: event.received)
    }

    fileprivate mutating func take(_ change: ChannelEvent, of person: PersonID, _ event: LoggedEvent) -> [Alarm] {
        guard savedThrough < event.offset else { return [] }
        return book.apply(
            ConditionChange(
                person: person, kind: .channelFailing, isPresent: change.isFailing, at: event.received, since: event.received, evidence: [],
                isSimulated: false), at: event.received)
    }

    fileprivate mutating func take(_ action: AlarmAction, _ event: LoggedEvent) -> [Alarm] {
        savedThrough < event.offset ? book.apply(action, at: event.received) : []
    }

    /// `interval`: how often an unchanged rhythm is shown anew.
    fileprivate mutating func watch(
        _ observation: Observation, _ event: LoggedEvent, isLate: Bool, showing interval: Duration, _ round: inout ProjectionRound
    ) {
        guard savedThrough < event.offset else { return }
        guard !isLate else {
            round.historical += recall(observation)
            return
        }
        let changes = monitor.observe(observation, received: event.received)
        if !changes.isEmpty { round.alarms += apply(changes, at: event.received) }
        guard observation.metric == .rrInterval, shows(at: event.received, every: interval) else { return }
        round.beats[observation.person] = RhythmMessage(
            person: observation.person, reading: monitor.rhythm, time: observation.time, isSimulated: observation.isSimulated)
    }

    /// What came late is judged as it would have been then, by detectors of its own: an outage of hours does not hide what happened in it.
    /// Times of a clock that was not set are no times.
    private mutating func recall(_ observation: Observation) -> [Alarm] {
        guard observation.timeQuality != .estimated else { return [] }
        var monitor = past ?? PersonMonitor(person: observation.person, limits: monitor.limits)
        let changes = monitor.observe(observation, received: observation.time)
        past = monitor
        return changes.filter { $0.isPresent && !$0.kind.isTechnical }.map(Alarm.init(historical:))
    }

    /// Of whom nothing else is known there is nobody to tell.
    fileprivate mutating func observeAhead(_ observation: Observation, _ event: LoggedEvent) -> [Alarm] {
        guard savedThrough < event.offset else { return [] }
        return apply(monitor.observeAhead(observation, received: event.received), at: event.received)
    }
}
