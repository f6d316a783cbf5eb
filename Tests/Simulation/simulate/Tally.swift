// What a simulation counts.

/// What happened in a seed, or in all of them.
struct Tally: CustomStringConvertible {
    var steps = 0
    var committed = 0
    var delivered = 0
    var inGaps = 0
    var inUnknownGaps = 0
    var damages = 0
    var crashes = 0
    var faults = 0
    var messagesHarmed = 0
    var clockJumps = 0
    var copies = 0
    var commitsInMemory = 0

    static func += (sum: inout Self, one: Self) {
        sum.steps += one.steps
        sum.committed += one.committed
        sum.delivered += one.delivered
        sum.inGaps += one.inGaps
        sum.inUnknownGaps += one.inUnknownGaps
        sum.damages += one.damages
        sum.crashes += one.crashes
        sum.faults += one.faults
        sum.messagesHarmed += one.messagesHarmed
        sum.clockJumps += one.clockJumps
        sum.copies += one.copies
        sum.commitsInMemory += one.commitsInMemory
    }
    var description: String {
        [
            ("steps", steps), ("crashes", crashes), ("disk faults", faults), ("damages", damages), ("messages harmed", messagesHarmed),
            ("clock jumps", clockJumps), ("outboxes copied", copies), ("batches in memory", commitsInMemory),
            ("batches committed", committed), ("delivered", delivered), ("in gaps", inGaps), ("in gaps of unknown extent", inUnknownGaps),
        ].map { "\($0): \($1)" }.joined(separator: ", ")
    }
}
