// What a transaction writes, taken out of the projection's state: the state may move on while it is written.

import EventLog
import Vitals

/// One transaction: a round, and what of the state is saved with it.
struct ProjectionWrite {
    let round: ProjectionRound
    /// Where the projection stood before.
    let from: ProjectionPlace
    let to: ProjectionPlace
    let historyBefore: Timestamp?
    let settings: ProjectionSettings
    let people: [(name: PersonID, state: PersonState)]
    let sources: [(name: EventSource, state: SourceState)]
    /// Of boots that may have batches to move: their clocks.
    let unsettled: [BootKey: BootClock]

    /// Whether the next round may be made before this one is written: it does not depend on what comes of it.
    var mayBeOverlapped: Bool { round.decision == nil && unsettled.isEmpty }
}

/// How far the projection has come.
struct ProjectionPlace: Hashable {
    var checkpoint: Int64 = 0
    /// Counts the projection's transactions.
    var change: Int64 = 0
    /// From here on the log is read again at the start: what was not saved comes from there.
    var redoFrom: Int64 = 0
}
