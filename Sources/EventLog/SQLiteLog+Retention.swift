// Dropping the oldest events, a bounded number at a time, with an exact account.

import GRDB
import Synchronization
import Uplink
package import Vitals

extension SQLiteLog {
    package enum RetentionLimit {
        /// Of one transaction: some 20 ms, so that ingest waits no longer.
        package static let eventsMax = 1000
    }

    private struct Row: Hashable {
        let offset: Int64
        let kind: Int
        let key: EventKey
        let received: Timestamp
        let bytes: Int
    }

    /// Drops what the policy does not keep, up to an offset that every view has; `eventsMax` events at most. Returns how many: fewer than that, and
    /// nothing is left to drop.
    package func retain(_ policy: RetentionPolicy, upTo offset: Int64, at now: Timestamp) async throws -> Int {
        guard !policy.keepsEverything else { return 0 }
        let gone = try await pool.write { db in
            let rows = try Self.oldest(upTo: offset, db)
            let excess = try policy.bytesMax.map { try Self.usedBytes(db) - $0 } ?? 0
            var freed = 0
            var gone: [(Row, RetentionReason)] = []
            for row in rows {
                if let ageMax = policy.ageMax, now - row.received > ageMax {
                    gone.append((row, .age))
                } else if freed < excess {
                    gone.append((row, .size))
                } else {
                    break
                }
                freed += row.bytes + Self.rowBytes
            }
            try Self.drop(gone, at: now, db)
            return gone.map(\.0)
        }
        dropped.withLock { dropped in
            for row in gone where row.key.source.gateway != nil {
                dropped[StreamKey(source: row.key.source.text, epoch: row.key.epoch), default: SequenceRanges()].insert(row.key.sequence)
            }
        }
        return gone.count
    }

    /// What a row takes beside its body: its columns, and its entry in the index.
    private static let rowBytes = 100

    private static func oldest(upTo offset: Int64, _ db: Database) throws -> [Row] {
        let rows = try GRDB.Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT log_offset, kind, source, epoch, sequence, received_ms, LENGTH(body) FROM event
                    WHERE log_offset <= ? ORDER BY log_offset LIMIT ?
                    """), arguments: [offset, RetentionLimit.eventsMax])
        return rows.map { row in
            // What is damaged goes like the rest.
            func number(_ column: Int) -> Int64 { Int64.fromDatabaseValue(row[column]) ?? 0 }
            return Row(
                offset: row[0], kind: Int(number(1)),
                key: EventKey(
                    String.fromDatabaseValue(row[2]).flatMap { EventSource(text: $0) } ?? .unknown,
                    epoch: UInt64(bitPattern: number(3)), sequence: UInt64(bitPattern: number(4))),
                received: Timestamp(milliseconds: number(5)), bytes: Int(number(6)))
        }
    }

    private static func usedBytes(_ db: Database) throws -> Int {
        // Interpolated: one of three names.
        func pragma(_ name: String) throws -> Int { try Int.fetchOne(db, sql: "PRAGMA \(name)") ?? 0 }
        return try (pragma("page_count") - pragma("freelist_count")) * pragma("page_size")
    }

    private static func drop(_ gone: [(row: Row, reason: RetentionReason)], at now: Timestamp, _ db: Database) throws {
        guard let last = gone.last?.row.offset else { return }
        let account = try db.cachedStatement(
            sql: """
                INSERT INTO dropped VALUES (?1, ?2, ?3, 1, ?4, ?5, ?5, ?6, ?6, ?7) ON CONFLICT (source, kind, reason) DO UPDATE SET
                  events = events + 1, bytes = bytes + excluded.bytes, last_offset = excluded.last_offset,
                  first_received_ms = MIN(first_received_ms, excluded.first_received_ms),
                  last_received_ms = MAX(last_received_ms, excluded.last_received_ms), dropped_ms = excluded.dropped_ms
                """)
        var streams: [StreamKey: SequenceRanges] = [:]
        for (row, reason) in gone {
            try account.execute(arguments: [
                row.key.source.text, row.kind, reason.rawValue, row.bytes, row.offset, row.received.milliseconds, now.milliseconds,
            ])
            guard row.key.source.gateway != nil else { continue }
            let stream = StreamKey(source: row.key.source.text, epoch: row.key.epoch)
            if streams[stream] == nil { streams[stream] = try ranges(of: stream, db) }
            streams[stream]?.insert(row.key.sequence)
        }
        for (stream, ranges) in streams { try write(ranges, of: stream, db) }
        try db.execute(sql: "DELETE FROM event WHERE log_offset <= ?", arguments: [last])
    }

    private static func ranges(of stream: StreamKey, _ db: Database) throws -> SequenceRanges {
        let rows = try GRDB.Row.fetchAll(
            db.cachedStatement(sql: "SELECT first, last FROM dropped_range WHERE source = ? AND epoch = ?"),
            arguments: [stream.source, Int64(bitPattern: stream.epoch)])
        return SequenceRanges(rows.map { UInt64(bitPattern: $0[0] as Int64)...UInt64(bitPattern: $0[1] as Int64) })
    }

    private static func write(_ ranges: SequenceRanges, of stream: StreamKey, _ db: Database) throws {
        let epoch = Int64(bitPattern: stream.epoch)
        try db.cachedStatement(sql: "DELETE FROM dropped_range WHERE source = ? AND epoch = ?").execute(arguments: [stream.source, epoch])
        let insert = try db.cachedStatement(sql: "INSERT INTO dropped_range VALUES (?, ?, ?, ?)")
        for range in ranges.ranges {
            try insert.execute(arguments: [
                stream.source, epoch, Int64(bitPattern: range.lowerBound), Int64(bitPattern: range.upperBound),
            ])
        }
    }

    /// What was ever dropped, by source.
    package func droppedEvents() async throws -> [DroppedEvents] {
        try await pool.read { db in
            try GRDB.Row.fetchAll(
                db,
                sql: """
                    SELECT source, kind, reason, events, bytes, first_offset, last_offset, first_received_ms, last_received_ms
                    FROM dropped ORDER BY source, kind, reason
                    """
            ).map { row in
                DroppedEvents(
                    source: EventSource(text: row[0]) ?? .unknown, kind: EventKind(rawValue: row[1]),
                    reason: RetentionReason(rawValue: row[2]) ?? .age, events: row[3], bytes: row[4],
                    offsets: (row[5] as Int64)...(row[6] as Int64),
                    received: Timestamp(milliseconds: row[7])...Timestamp(milliseconds: row[8]))
            }
        }
    }

    /// The offset of the oldest event that is still there; `nil` for an empty log.
    package func firstOffset() async throws -> Int64? {
        try await pool.read { db in try Int64.fetchOne(db, sql: EventSQL.firstOffset) }
    }
}
