// A damaged outbox is set aside, and what can be read of it goes on in a new one.

import Uplink
import Vitals

/// What became of a damaged outbox.
package struct SalvageReport: Hashable, Sendable {
    /// Where it is now.
    package let aside: String
    package let batches: Int
    package let explanation: String
    /// Whether everything that is missing can be named: how far the outbox was, and in which epochs.
    package let isExtentKnown: Bool
}

/// Reads around damage, row by row where it has to.
struct Salvage {
    private enum Limit {
        /// Of attempts to read around a damaged page: a page holds some 35 batches, so this is more than most outboxes have pages.
        static let queriesMax = 20_000
    }

    private static let readable = """
        SELECT number, committed_ms, class, frame_count, body FROM batch
        WHERE number BETWEEN ? AND ? AND checksum = crc32(number, committed_ms, class, frame_count, body) ORDER BY number
        """

    private struct Row {
        let number: Int64
        let values: [Statement.Value]
    }

    private let damaged: Database
    private let identify: (_ body: [UInt8]) -> (epoch: UInt64, sequence: UInt64)?
    private var queries = 0
    private var rows: [Int64: Row] = [:]

    /// Sets the files at `path` aside, and makes a new outbox there with what is readable of them.
    static func run(
        path: String, now: Timestamp, disk: any OutboxDisk, because error: DatabaseError,
        identify: @escaping (_ body: [UInt8]) -> (epoch: UInt64, sequence: UInt64)?
    ) throws(DatabaseError) -> SalvageReport {
        let aside = "\(path).damaged-\(now.milliseconds)"
        for suffix in ["", "-wal", "-shm"] where disk.exists(path + suffix) {
            guard disk.rename(path + suffix, to: aside + suffix) else {
                throw DatabaseError(code: 14, operation: "set the damaged outbox aside", explanation: "\(path) cannot be renamed")
            }
        }
        let database = try Database(path: path, fileSystem: disk.fileSystem)
        // Interpolated, since a pragma takes no parameters; the value is a constant.
        try database.execute("PRAGMA page_size = \(OutboxLimits.pageBytes); PRAGMA journal_mode = WAL")
        try OutboxSchema.migrate(database)
        let mark = HighWaterMark(disk.read(OutboxStore.markPath(path)))
        guard let damaged = try? Database(path: aside, fileSystem: disk.fileSystem) else {
            return SalvageReport(aside: aside, batches: 0, explanation: error.description, isExtentKnown: false)
        }
        var salvage = Salvage(damaged: damaged, identify: identify)
        salvage.read(1, .max)
        let epochs = salvage.epochs()
        try database.transaction { () throws(DatabaseError) in try salvage.write(to: database, mark, epochs ?? [:]) }
        let isExtentKnown = mark.map { epochs?[$0.epoch] != nil } ?? false
        return SalvageReport(aside: aside, batches: salvage.rows.count, explanation: error.description, isExtentKnown: isExtentKnown)
    }

    private init(damaged: Database, identify: @escaping ([UInt8]) -> (epoch: UInt64, sequence: UInt64)?) {
        self.damaged = damaged
        self.identify = identify
    }

    /// From both ends up to the damage, and then what lies between in halves.
    private mutating func read(_ first: Int64, _ last: Int64) {
        var (first, last) = (first, last)
        for isAscending in [true, false] {
            guard first <= last, queries < Limit.queriesMax else { return }
            queries += 1
            var reached: Int64?
            do {
                try damaged.prepare(isAscending ? Self.readable + " ASC" : Self.readable + " DESC").run([.integer(first), .integer(last)]) {
                    row in
                    let number = row.integer(0)
                    rows[number] = Row(
                        number: number,
                        values: [
                            .integer(number), .integer(row.integer(1)), .integer(row.integer(2)), .integer(row.integer(3)),
                            .blob(row.blob(4)),
                        ])
                    reached = number
                }
                return
            } catch {
                guard let reached else { continue }
                if isAscending { first = reached + 1 } else { last = reached - 1 }
            }
        }
        guard first < last else { return }
        let middle = first + (last - first) / 2
        read(first, middle)
        read(middle + 1, last)
    }

    /// The bases of all epochs; `nil` when not every one can be read.
    private func epochs() -> [UInt64: UInt64]? {
        var epochs: [UInt64: UInt64] = [:]
        var isWhole = true
        do {
            try damaged.prepare("SELECT base, epoch, checksum = crc32(base, epoch, boot) FROM epoch").run { row in
                guard row.integer(2) == 1, let base = UInt64(exactly: row.integer(0)) else {
                    isWhole = false
                    return
                }
                epochs[UInt64(bitPattern: row.integer(1))] = base
            }
        } catch { return nil }
        return isWhole ? epochs : nil
    }

    private func write(to database: Database, _ mark: HighWaterMark?, _ known: [UInt64: UInt64]) throws(DatabaseError) {
        // Each batch says itself of which epoch it is: those that have batches are known without the table.
        var epochs = known
        if let mark { epochs[mark.epoch] = mark.number - min(mark.sequence, mark.number) }
        var lowest: UInt64?
        for row in rows.values.sorted(by: { $0.number < $1.number }) {
            guard case .blob(let body)? = row.values.last, let (epoch, sequence) = identify(body), let number = UInt64(exactly: row.number),
                sequence <= number, epochs[epoch, default: number - sequence] == number - sequence
            else { continue }
            epochs[epoch] = number - sequence
            lowest = min(lowest ?? number, number)
            try database.prepare(
                """
                INSERT INTO batch (number, committed_ms, class, frame_count, checksum, body)
                VALUES (?1, ?2, ?3, ?4, crc32(?1, ?2, ?3, ?4, ?5), ?5)
                """
            ).run(row.values)
        }
        for (epoch, base) in epochs {
            try database.prepare(
                "INSERT OR IGNORE INTO epoch (base, epoch, boot, checksum) VALUES (?1, ?2, -1, crc32(?1, ?2, -1))"
            ).run([.integer(Int64(base)), .integer(Int64(bitPattern: epoch))])
        }
        // What lay before the first epoch that is still known was settled long ago, or is told by nobody.
        let floor = max(
            UInt64(clamping: (try? damaged.number("SELECT floor FROM outbox WHERE checksum = crc32(id, floor, schema)")) ?? 0),
            epochs.values.min() ?? 0)
        try database.prepare("UPDATE outbox SET floor = ?1, checksum = crc32(id, ?1, schema)").run([.integer(Int64(floor))])
        try copySettled(to: database)
        try copyWatermarks(to: database)
    }

    /// Without these, batches are sent again and found to be known.
    private func copySettled(to database: Database) throws(DatabaseError) {
        var rows: [[Statement.Value]] = []
        try? damaged.prepare(
            "SELECT first, last, acknowledged_ms FROM settled WHERE checksum = crc32(first, last, acknowledged_ms) AND first <= last"
        ).run { row in
            rows.append([.integer(row.integer(0)), .integer(row.integer(1)), row.isNull(2) ? .null : .integer(row.integer(2))])
        }
        for row in rows {
            try database.prepare(
                "INSERT OR IGNORE INTO settled (first, last, acknowledged_ms, checksum) VALUES (?1, ?2, ?3, crc32(?1, ?2, ?3))"
            ).run(row)
        }
    }

    /// Without these, devices are asked for all of their records again.
    private func copyWatermarks(to database: Database) throws(DatabaseError) {
        var rows: [[Statement.Value]] = []
        try? damaged.prepare(
            """
            SELECT device, characteristic, sequence, session FROM record_watermark
            WHERE checksum = crc32(device, characteristic, sequence, session)
            """
        ).run { row in rows.append((0..<4).map { .integer(row.integer($0)) }) }
        for row in rows {
            try database.prepare(
                """
                INSERT OR IGNORE INTO record_watermark (device, characteristic, sequence, session, checksum)
                VALUES (?1, ?2, ?3, ?4, crc32(?1, ?2, ?3, ?4))
                """
            ).run(row)
        }
    }
}
