// Decisions change what the projection knows; what they do to observations that are there, the transaction does.

import Conditions
import EventLog
import Vitals

extension Projector {
    func decide(_ decision: Decision, at event: LoggedEvent, _ state: inout ProjectionState, _ round: inout ProjectionRound) {
        switch decision {
        case .settings(let settings): configure(settings, at: event.received, &state, &round)
        case .assignment(let assignment):
            assign(
                assignment.device, AssignmentHistory.Entry(from: assignment.from, to: assignment.to, person: assignment.person),
                at: event.received, &state, &round)
        case .correction, .tombstone: break
        }
        round.decision = decision
    }

    /// Whoever a device is given to for the first time has all that came of it; a change counts from now on.
    private func configure(_ settings: SettingsEvent, at time: Timestamp, _ state: inout ProjectionState, _ round: inout ProjectionRound) {
        let before = state.settings.configured?.assignments ?? [:]
        for device in Set(before.keys).union(settings.assignments.keys).sorted() where before[device] != settings.assignments[device] {
            guard let address = DeviceAddress(device) else { continue }
            let person = settings.assignments[device].flatMap { try? PersonID($0) }
            let from = state.settings.assignments.knows(address) ? time : nil
            assign(address, AssignmentHistory.Entry(from: from, to: nil, person: person), at: time, &state, &round)
        }
        if state.settings.limits != settings.limits || state.settings.carePlans != settings.carePlans {
            (state.settings.limits, state.settings.carePlans) = (settings.limits, settings.carePlans)
            for person in Array(state.people.keys) { state.people[person]?.monitor.limits = state.settings.limits(of: person) }
            round.changed.formUnion(state.people.keys)
        }
        state.settings.configured = settings
    }

    /// Whoever gave a device away is not silent because of that, and who stood in for its wearer was nobody.
    private func assign(
        _ device: DeviceAddress, _ entry: AssignmentHistory.Entry, at now: Timestamp, _ state: inout ProjectionState,
        _ round: inout ProjectionRound
    ) {
        let nobody = PersonID(unassigned: device)
        let before = state.settings.assignments.person(wearing: device, at: now) ?? nobody
        state.settings.assignments.decide(entry, for: device)
        let after = state.settings.assignments.person(wearing: device, at: now) ?? nobody
        guard before != after, state.people[before] != nil else { return }
        let changes = state.people[before]?.monitor.released(entirely: before == nobody, at: now) ?? []
        round.alarms += state.people[before]?.apply(changes, at: now) ?? []
        round.changed.insert(before)
    }
}
