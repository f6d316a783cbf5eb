// The log is the source of every view. Ingest appends to it, projections follow it; neither knows what keeps it.

/// An append-only log of events, in the order in which they became durable.
///
/// SQLite keeps it on one machine (`SQLiteLog`); a partitioned log of a cluster is the other implementation to come, so nothing
/// here names a table, a transaction or a file.
package protocol DurableLog: Sendable {
    /// Makes all events durable at once, or none; an event that the log has already changes nothing.
    ///
    /// The outcomes stand in the order of the events. When this returns, every event may be acknowledged except a conflicting one.
    func append(_ events: [ArrivedEvent]) async throws -> [AppendOutcome]

    /// The events after an offset, oldest first; empty at the end of the log.
    func read(after offset: Int64, limit: ReadLimit) async throws -> [LoggedEvent]

    /// The offset of the newest event; 0 for an empty log.
    func lastOffset() async throws -> Int64

    /// The newest event of a kind that a source brought; `nil` when there is none.
    func latest(_ kind: EventKind, of source: EventSource) async throws -> LoggedEvent?

    /// Which sequences of each gateway and epoch are durable: what acknowledgements start from after a restart.
    func durableStreams() async throws -> [DurableStream]

    /// Keeps what could not become an event, with the reason, for a person to look at.
    func quarantine(_ messages: [RefusedMessage]) async throws

    func statistics() async throws -> LogStatistics
}
