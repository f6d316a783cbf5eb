// The log on one machine: a SQLite file that any number of processes append to and read.

import Foundation
import GRDB
import Synchronization
import Uplink
import Vitals

/// The event log in `events.sqlite`.
///
/// Commits are made with `synchronous=FULL`: an event is acknowledged after its commit, and the gateway then forgets it, so it has to
/// hold through a power cut. Group commits keep that cheap.
package final class SQLiteLog: DurableLog {
    let pool: DatabasePool
    private let file: String
    /// What retention dropped, so that a repeat of it is known for one.
    let dropped: Mutex<[StreamKey: SequenceRanges]>

    struct StreamKey: Hashable {
        let source: String
        let epoch: UInt64
    }

    /// Opens or creates the file and brings its tables up to date.
    package init(file: String) throws {
        var configuration = Configuration()
        configuration.label = "events"
        // Another process may hold the lock for a backup; ten seconds is longer than any of our transactions.
        configuration.busyMode = .timeout(10)
        // The projection, figures and a command: each reader keeps two files open.
        configuration.maximumReaderCount = 3
        pool = try DatabasePool(path: file, configuration: configuration)
        self.file = file
        try EventLogSchema.migrator.migrateBesideOthers(pool)
        // GRDB sets NORMAL for the write-ahead log after `prepareDatabase`; the connection that writes stays open.
        try pool.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA synchronous = FULL") }
        dropped = Mutex(try pool.read(Self.droppedStreams))
    }

    package func append(_ events: [ArrivedEvent]) async throws -> [AppendOutcome] {
        guard !events.isEmpty else { return [] }
        let dropped = dropped.withLock { $0 }
        return try await pool.write { db in
            let insert = try db.cachedStatement(sql: EventSQL.insert)
            let find = try db.cachedStatement(sql: EventSQL.body)
            return try events.map { event in
                let key = event.key
                if let ranges = dropped[StreamKey(source: key.source.text, epoch: key.epoch)], ranges.contains(key.sequence) {
                    return .repeated
                }
                let (epoch, sequence) = (Int64(bitPattern: key.epoch), Int64(bitPattern: key.sequence))
                let body = Data(event.body)
                try insert.execute(arguments: [
                    event.kind.rawValue, key.source.text, epoch, sequence, event.received.milliseconds, body,
                    Int64(bitPattern: event.checksum),
                ])
                if db.changesCount > 0 {
                    let offset = db.lastInsertedRowID
                    try Self.note(event, at: offset, db)
                    return .stored(offset: offset)
                }
                let present = try Data.fetchOne(find, arguments: [key.source.text, epoch, sequence])
                return present == body ? .repeated : .conflicting
            }
        }
    }

    private static func note(_ event: ArrivedEvent, at offset: Int64, _ db: Database) throws {
        guard !event.lost.isEmpty else { return }
        let insert = try db.cachedStatement(sql: EventSQL.lost)
        for lost in event.lost {
            for range in lost.ranges.ranges {
                try insert.execute(arguments: [
                    event.key.source.text, Int64(bitPattern: lost.epoch), Int64(bitPattern: range.lowerBound),
                    Int64(bitPattern: range.upperBound), offset,
                ])
            }
        }
    }

    package func read(after offset: Int64, limit: ReadLimit) async throws -> [LoggedEvent] {
        try await pool.read { db in
            let rows = try Row.fetchCursor(try db.cachedStatement(sql: EventSQL.after), arguments: [offset, limit.eventsMax])
            var events: [LoggedEvent] = []
            var bytes = 0
            while let row = try rows.next() {
                let event = LoggedEvent(row)
                bytes += event.body.count
                guard events.isEmpty || bytes <= limit.bytesMax else { break }
                events.append(event)
            }
            return events
        }
    }

    package func latest(_ kind: EventKind, of source: EventSource) async throws -> LoggedEvent? {
        try await pool.read { db in
            try Row.fetchOne(db, sql: EventSQL.latestOfKind, arguments: [source.text, kind.rawValue]).map { LoggedEvent($0) }
        }
    }

    package func lastOffset() async throws -> Int64 {
        try await pool.read { db in try Int64.fetchOne(db, sql: EventSQL.lastOffset) ?? 0 }
    }

    /// The largest offset that was ever given, also when retention dropped it.
    package func writtenOffset() async throws -> Int64 {
        try await pool.read { db in try Int64.fetchOne(db, sql: "SELECT seq FROM sqlite_sequence WHERE name = 'event'") ?? 0 }
    }

    package func statistics() async throws -> LogStatistics {
        let (last, quarantined) = try await pool.read { db in
            (
                try Int64.fetchOne(db, sql: EventSQL.lastOffset) ?? 0,
                try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM quarantine") ?? 0
            )
        }
        return LogStatistics(lastOffset: last, bytes: fileBytes, quarantinedMessages: quarantined)
    }

    /// Ends all access; the file is whole by itself then.
    package func close() throws {
        try pool.writeWithoutTransaction { db in _ = try db.checkpoint(.truncate) }
        try pool.close()
    }

    /// What the log takes on the disk, with its write-ahead log.
    var fileBytes: Int {
        ["", "-wal"].reduce(0) { sum, suffix in
            let attributes = try? FileManager.default.attributesOfItem(atPath: file + suffix)
            return sum + ((attributes?[.size] as? Int) ?? 0)
        }
    }
}

extension LoggedEvent {
    /// A row that holds something else than was written counts as damaged, and stops nobody.
    init(_ row: Row) {
        func number(_ column: Int) -> Int64? { Int64.fromDatabaseValue(row[column]) }
        let source = String.fromDatabaseValue(row[2]).flatMap { EventSource(text: $0) }
        let data = Data.fromDatabaseValue(row[6])
        let body = data.map { [UInt8]($0) } ?? []
        let key = EventKey(
            source ?? .unknown, epoch: UInt64(bitPattern: number(3) ?? 0), sequence: UInt64(bitPattern: number(4) ?? 0))
        let (kind, received) = (Int(number(1) ?? -1), Timestamp(milliseconds: number(5) ?? 0))
        let isWhole = source != nil && data != nil && [1, 3, 4, 5].allSatisfy { number($0) != nil }
        let integrity: EventIntegrity =
            switch number(7) {
            case _ where !isWhole: .damaged
            case nil: .unchecked
            case let checksum?: UInt64(bitPattern: checksum) == EventChecksum.of(kind, key, received, body) ? .intact : .damaged
            }
        self.init(offset: row[0], kind: EventKind(rawValue: kind), key: key, received: received, body: body, integrity: integrity)
    }
}
