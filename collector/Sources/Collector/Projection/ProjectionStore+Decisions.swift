// What a decision does to observations that are there.

import GRDB
import Timeline
import Vitals

extension ProjectionStore {
    /// Applies to what came before an offset of the log; the rest is attributed right as it comes.
    static func carryOut(_ decision: Decision, _ assignments: AssignmentHistory, before offset: Int64, _ observations: ObservationStore)
        throws
    {
        switch decision {
        case .settings(let settings):
            for device in settings.assignments.keys.sorted() {
                guard let address = DeviceAddress(device) else { continue }
                try observations.attribute(address) { assignments.person(wearing: address, at: $0) ?? PersonID(unassigned: address) }
            }
        case .assignment(let assignment):
            let device = assignment.device
            try observations.attribute(device) { assignments.person(wearing: device, at: $0) ?? PersonID(unassigned: device) }
        case .correction(let correction):
            try observations.correct(
                of: correction.person, correction.metric, at: correction.time, value: correction.value, quality: correction.quality,
                before: offset)
        case .tombstone(let tombstone):
            try observations.remove(of: tombstone.person, tombstone.metric, from: tombstone.from, to: tombstone.to, before: offset)
        }
    }
}
