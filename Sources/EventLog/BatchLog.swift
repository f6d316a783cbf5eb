// The log is the source of every view. Ingest appends to it, projections follow it; neither knows what keeps it.

/// An append-only log of batches, in the order in which they became durable.
///
/// SQLite keeps it on one machine (`SQLiteBatchLog`); a partitioned log of a cluster is the other implementation to come, so nothing
/// here names a table, a transaction or a file.
package protocol BatchLog: Sendable {
    /// Makes all batches durable at once, or none; a batch that the log has already changes nothing.
    ///
    /// The outcomes stand in the order of the batches. When this returns, every batch may be acknowledged except a conflicting one.
    func append(_ batches: [ArrivedBatch]) async throws -> [AppendOutcome]

    /// The batches after an offset, oldest first; empty at the end of the log.
    func read(after offset: Int64, limit: ReadLimit) async throws -> [LoggedBatch]

    /// The offset of the newest batch; 0 for an empty log.
    func lastOffset() async throws -> Int64

    /// Which sequences of each gateway and epoch are durable: what acknowledgements start from after a restart.
    func durableStreams() async throws -> [DurableStream]

    /// Keeps what could not become a batch, with the reason, for a person to look at.
    func quarantine(_ messages: [RefusedMessage]) async throws

    func statistics() async throws -> LogStatistics
}
