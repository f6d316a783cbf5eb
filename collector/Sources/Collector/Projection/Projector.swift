// Batches in, changes out: no clock, no database. The same log gives the same observations and alarms.

import Conditions
import EventLog
import Uplink
import Vitals

/// Turns logged batches into what the views have to become.
struct Projector {
    let assignments: Assignments
    let limits: MonitorLimits

    func apply(_ logged: LoggedBatch, to round: inout ProjectionRound, over state: ProjectionState) {
        round.offset = logged.offset
        // Ingest decoded every batch before it stored it; what does not decode was written by another version.
        guard let batch = try? Batch(decoding: logged.body) else {
            round.counts.framesUndecodable += 1
            return
        }
        round.gaps += batch.gaps.enumerated().map { place, gap in
            RecordedGap(
                gap: gap, gateway: logged.key.gateway, isSimulated: batch.isSimulated, offset: logged.offset, place: place)
        }
        guard !batch.frames.isEmpty else { return }
        let clock = clock(of: batch, logged, in: &round, over: state)
        for (index, frame) in batch.frames.enumerated() {
            let context = FrameContext(
                person: assignments.person(wearing: frame.device), gateway: logged.key.gateway,
                time: clock.wallTime(of: frame.arrival), timeQuality: clock.quality,
                utcOffsetMinutes: batch.anchor.utcOffsetMinutes, isSimulated: batch.isSimulated, offset: logged.offset, frame: Int32(index))
            apply(frame, context, clock, received: logged.received, to: &round, over: state)
        }
    }

    private func apply(
        _ frame: Frame, _ context: FrameContext, _ clock: BatchClock, received: Timestamp, to round: inout ProjectionRound,
        over state: ProjectionState
    ) {
        var device = round.devices[frame.device] ?? state.devices[frame.device] ?? DeviceState()
        let before = device
        device.settle(in: context, clock) { round.boots[$0] ?? state.boots[$0] }
        let reading = frame.interpreted(in: context, device: &device)
        round.counts.frames += 1
        if device != before, state.devices[frame.device] != nil || state.devices.count + round.devices.count < ProjectionLimit.devicesMax {
            round.devices[frame.device] = device
        }
        switch reading {
        case .unknown: round.counts.framesUnknown += 1
        case .undecodable: round.counts.framesUndecodable += 1
        case .observations(let observations):
            round.observations += observations
            for observation in observations where !observation.metric.isWaveform {
                watch(observation, received: received, in: &round, over: state)
            }
        }
    }

    /// Feeds what is live to the detectors. "Now" is when the collector received it, so that a replay decides the same.
    private func watch(_ observation: Observation, received: Timestamp, in round: inout ProjectionRound, over state: ProjectionState) {
        guard observation.time >= received - ProjectionLimit.liveWindow else {
            round.counts.observationsLate += 1
            return
        }
        guard observation.time <= received + ProjectionLimit.clockAheadMax else {
            round.counts.observationsAhead += 1
            return
        }
        // Taken out of the round while it changes, so that its windows of beats are not copied each time.
        let known = round.people.removeValue(forKey: observation.person) ?? state.people[observation.person]
        guard known != nil || state.people.count + round.people.count < ProjectionLimit.peopleMax else {
            round.counts.observationsUnwatched += 1
            return
        }
        var person = known ?? PersonState(person: observation.person, limits: limits)
        round.alarms += person.apply(person.monitor.observe(observation))
        round.people[observation.person] = person
        if observation.metric == .rrInterval { round.beats[observation.person] = observation }
    }

    /// Lets time pass for everybody: what no observation can raise.
    func tick(at now: Timestamp, round: inout ProjectionRound, over state: inout ProjectionState) {
        var index = state.people.startIndex
        while index != state.people.endIndex {
            defer { state.people.formIndex(after: &index) }
            var monitor = state.people.values[index].monitor
            let changes = monitor.tick(at: now)
            if changes.isEmpty {
                // Remembered in memory alone: the next round of this person writes it.
                state.people.values[index].monitor = monitor
            } else {
                var person = state.people.values[index]
                person.monitor = monitor
                round.alarms += person.apply(changes)
                round.people[state.people.keys[index]] = person
            }
        }
    }
}
