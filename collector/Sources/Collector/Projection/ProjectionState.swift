// Everything that the projection knows, as of its checkpoint.

import Conditions
import Vitals

struct ProjectionState {
    var checkpoint: Int64 = 0
    /// Counts the projection's transactions.
    var change: Int64 = 0
    var people: [PersonID: PersonState] = [:]
    var devices: [DeviceAddress: DeviceState] = [:]
    /// Boots of which somebody knew the time.
    var boots: [BootKey: BootClock] = [:]
    /// Those of which batches still have to move.
    var unsettledBoots: Set<BootKey> = []

    /// Takes over a round that has been committed.
    mutating func merge(_ round: ProjectionRound, unsettledBoots: Set<BootKey>) {
        change += 1
        checkpoint = round.offset ?? checkpoint
        people.merge(round.people) { $1 }
        devices.merge(round.devices) { $1 }
        boots.merge(round.boots) { $1 }
        for boot in round.forgottenBoots { boots[boot] = nil }
        self.unsettledBoots = unsettledBoots
    }
}
