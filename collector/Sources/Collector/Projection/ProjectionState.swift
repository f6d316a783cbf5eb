// Everything that the projection knows, as of its checkpoint.

import Conditions
import Vitals

struct ProjectionState {
    var checkpoint: Int64 = 0
    /// Counts the projection's transactions.
    var change: Int64 = 0
    var people: [PersonID: PersonState] = [:]
    var devices: [DeviceAddress: DeviceState] = [:]

    /// Takes over a round that has been committed.
    mutating func merge(_ round: ProjectionRound) {
        change += 1
        checkpoint = round.offset ?? checkpoint
        people.merge(round.people) { $1 }
        devices.merge(round.devices) { $1 }
    }
}
