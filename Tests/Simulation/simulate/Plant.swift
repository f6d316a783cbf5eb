// Mistakes that the simulation has to find: it proves nothing unless it can fail.

enum Plant: String, CaseIterable {
    /// The collector acknowledges a batch before it is durable.
    case acknowledgeBeforeCommit = "ack-before-commit"
    /// The gateway takes a batch for delivered once it is published.
    case deleteBeforeAcknowledge = "delete-before-ack"
    /// A batch that comes twice is stored twice.
    case appendTwice = "append-twice"
    /// What goes to make room is not told.
    case noGap = "no-gap"
}
