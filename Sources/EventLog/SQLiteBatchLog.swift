// The log on one machine: a SQLite file that one process writes and any number reads.

import Foundation
import GRDB
import Uplink
import Vitals

/// The event log in `events.sqlite`.
///
/// Commits are made with `synchronous=FULL`: a batch is acknowledged after its commit, and the gateway then forgets it, so it has to
/// hold through a power cut. Group commits keep that cheap.
package final class SQLiteBatchLog: BatchLog {
    let pool: DatabasePool
    private let file: String

    /// Opens or creates the file and brings its tables up to date.
    package init(file: String) throws {
        var configuration = Configuration()
        configuration.label = "events"
        // Another process may hold the lock for a backup; ten seconds is longer than any of our transactions.
        configuration.busyMode = .timeout(10)
        pool = try DatabasePool(path: file, configuration: configuration)
        self.file = file
        try EventLogSchema.migrator.migrate(pool)
        // GRDB sets NORMAL for the write-ahead log after `prepareDatabase`; the connection that writes stays open.
        try pool.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA synchronous = FULL") }
    }

    package func append(_ batches: [ArrivedBatch]) async throws -> [AppendOutcome] {
        guard !batches.isEmpty else { return [] }
        return try await pool.write { db in
            let insert = try db.cachedStatement(sql: BatchSQL.insert)
            let find = try db.cachedStatement(sql: BatchSQL.body)
            return try batches.map { batch in
                let key: [(any DatabaseValueConvertible)?] = [
                    batch.key.gateway.text, Int64(bitPattern: batch.key.epoch), Int64(bitPattern: batch.key.sequence),
                ]
                let body = Data(batch.body)
                try insert.execute(arguments: StatementArguments(key + [batch.received.milliseconds, body]))
                if db.changesCount > 0 {
                    let offset = db.lastInsertedRowID
                    try Self.note(batch, at: offset, db)
                    return .stored(offset: offset)
                }
                let present = try Data.fetchOne(find, arguments: StatementArguments(key))
                return present == body ? .repeated : .conflicting
            }
        }
    }

    private static func note(_ batch: ArrivedBatch, at offset: Int64, _ db: Database) throws {
        guard !batch.lost.isEmpty else { return }
        let insert = try db.cachedStatement(sql: BatchSQL.lost)
        for lost in batch.lost {
            for range in lost.ranges.ranges {
                try insert.execute(arguments: [
                    batch.key.gateway.text, Int64(bitPattern: lost.epoch), Int64(bitPattern: range.lowerBound),
                    Int64(bitPattern: range.upperBound), offset,
                ])
            }
        }
    }

    package func read(after offset: Int64, limit: ReadLimit) async throws -> [LoggedBatch] {
        try await pool.read { db in
            let rows = try Row.fetchCursor(try db.cachedStatement(sql: BatchSQL.after), arguments: [offset, limit.batchesMax])
            var batches: [LoggedBatch] = []
            var bytes = 0
            while let row = try rows.next() {
                let batch = try LoggedBatch(row)
                bytes += batch.body.count
                guard batches.isEmpty || bytes <= limit.bytesMax else { break }
                batches.append(batch)
            }
            return batches
        }
    }

    package func lastOffset() async throws -> Int64 {
        try await pool.read { db in try Int64.fetchOne(db, sql: BatchSQL.lastOffset) ?? 0 }
    }

    package func statistics() async throws -> LogStatistics {
        let (last, quarantined) = try await pool.read { db in
            (
                try Int64.fetchOne(db, sql: BatchSQL.lastOffset) ?? 0,
                try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM quarantine") ?? 0
            )
        }
        let bytes = ["", "-wal"].reduce(0) { sum, suffix in
            let attributes = try? FileManager.default.attributesOfItem(atPath: file + suffix)
            return sum + ((attributes?[.size] as? Int) ?? 0)
        }
        return LogStatistics(lastOffset: last, bytes: bytes, quarantinedMessages: quarantined)
    }
}

extension LoggedBatch {
    fileprivate init(_ row: Row) throws {
        let body: Data = row[4]
        self.init(
            offset: row[0],
            key: BatchKey(
                gateway: try GatewayID(row[1] as String), epoch: UInt64(bitPattern: row[2] as Int64),
                sequence: UInt64(bitPattern: row[3] as Int64)),
            received: Timestamp(milliseconds: row[5]), body: [UInt8](body))
    }
}
