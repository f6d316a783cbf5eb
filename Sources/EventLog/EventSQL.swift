// The statements of the log, apart so that tests can ask SQLite for their plans.

package enum EventSQL {
    package static let insert = """
        INSERT INTO event (kind, source, epoch, sequence, received_ms, body, checksum) VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (source, epoch, sequence) DO NOTHING
        """

    package static let lost = """
        INSERT INTO lost_range (gateway, epoch, first, last, log_offset) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
        """

    package static let allLost = "SELECT gateway, epoch, first, last FROM lost_range ORDER BY gateway, epoch, first"

    package static let body = "SELECT body FROM event WHERE source = ? AND epoch = ? AND sequence = ?"

    static let columns = "log_offset, kind, source, epoch, sequence, received_ms, body, checksum"
    package static let after = "SELECT \(columns) FROM event WHERE log_offset > ? ORDER BY log_offset LIMIT ?"

    /// A search for the source, of whose events each is looked at: the collector's own are few. The plus keeps SQLite from reading the log backwards.
    package static let latestOfKind = "SELECT \(columns) FROM event WHERE source = ? AND kind = ? ORDER BY +log_offset DESC LIMIT 1"
    package static let lastOffset = "SELECT MAX(log_offset) FROM event"
    package static let firstOffset = "SELECT MIN(log_offset) FROM event"

    /// The ends of each run of consecutive sequences, in order: a row that has no neighbour before it, after it, or on both sides.
    ///
    /// One pass over the index of the unique key. Grouping by `sequence - ROW_NUMBER()` would say the same, but sort every row. A gateway's
    /// name has no slash: everything else in the log is not acknowledged.
    package static let runEnds = """
        SELECT source, epoch, sequence, before IS NULL OR before <> sequence - 1, after IS NULL OR after <> sequence + 1
        FROM (
          SELECT source, epoch, sequence, LAG(sequence) OVER run AS before, LEAD(sequence) OVER run AS after
          FROM event WHERE source NOT GLOB '/*' WINDOW run AS (PARTITION BY source, epoch ORDER BY sequence)
        )
        WHERE before IS NULL OR before <> sequence - 1 OR after IS NULL OR after <> sequence + 1
        """

    package static let quarantine = """
        INSERT INTO quarantine (gateway, topic, received_ms, reason, body, body_bytes, body_hash, last_received_ms)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (topic, body_hash, body_bytes)
        DO UPDATE SET times = times + 1, last_received_ms = excluded.last_received_ms
        """

    /// Deletes all but the newest messages that stay within both bounds.
    package static let boundQuarantine = """
        DELETE FROM quarantine WHERE quarantine_id <= (
          SELECT MAX(quarantine_id) FROM (
            SELECT quarantine_id, ROW_NUMBER() OVER newest AS messages, SUM(LENGTH(body)) OVER newest AS bytes
            FROM quarantine WINDOW newest AS (ORDER BY quarantine_id DESC)
          ) WHERE messages > ? OR bytes > ?
        )
        """

    static let allDropped = "SELECT source, epoch, first, last FROM dropped_range ORDER BY source, epoch, first"
}
