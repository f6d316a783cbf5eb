// What one transaction of the projection will write. Nothing takes effect before the commit, so a failed one costs nothing.

import Alarms
import Vitals

/// The changes since the last commit.
struct ProjectionRound {
    var people: [PersonID: PersonState] = [:]
    var devices: [DeviceAddress: DeviceState] = [:]
    var observations: [Observation] = []
    var alarms: [Alarms.Alarm] = []
    /// Whose rhythm has a new reading, with the beat that gave it.
    var beats: [PersonID: Observation] = [:]
    var gaps: [RecordedGap] = []
    var boots: [BootKey: BootClock] = [:]
    /// Boots that had to make room.
    var forgottenBoots: Set<BootKey> = []
    var placed: [PlacedBatch] = []
    var counts = ProjectionCounts()
    /// The offset of the last batch, if there was one.
    var offset: Int64?

    var isEmpty: Bool { offset == nil && alarms.isEmpty }
}
