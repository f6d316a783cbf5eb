// What one transaction of the projection will write. Nothing takes effect before the commit.

import Alarms
import EventLog
import Vitals

/// The changes since the last commit.
struct ProjectionRound {
    var observations: [Observation] = []
    var alarms: [Alarms.Alarm] = []
    /// Of conditions in values that came late.
    var historical: [Alarms.Alarm] = []
    /// Whose rhythm is to be shown anew.
    var beats: [PersonID: RhythmMessage] = [:]
    var gaps: [RecordedGap] = []
    /// Boots whose clock is another one now.
    var turnedBoots: Set<BootKey> = []
    /// Boots that had to make room.
    var forgottenBoots: Set<BootKey> = []
    /// Runs of batches that grew or began.
    var placed: [GatewayID: [PlacedRun]] = [:]
    /// When runs began, in milliseconds since boot: what is a day older is forgotten.
    var begun: [BootKey: Int64] = [:]
    /// People whom something else than a source changed: time, or settings.
    var changed: Set<PersonID> = []
    /// What was decided about data that is there already. Its event is the only one of its round.
    var decision: Decision?
    var counts = ProjectionCounts()
    /// The offset of the last event, if there was one.
    var offset: Int64?
}
