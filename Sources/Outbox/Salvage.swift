// A damaged outbox is set aside, and what can be read of it goes on in a new one.

import CSQLite
import Vitals

/// What became of a damaged outbox.
package struct SalvageReport: Hashable, Sendable {
    /// Where it is now.
    package let aside: String
    package let batches: Int
    package let explanation: String
}

/// Reads around damage, row by row where it has to.
struct Salvage {
    private enum Limit {
        /// Of attempts to read around damaged pages, a handful for each.
        static let queriesMax = 20_000
    }

    private static let columns = "number, committed_ms, class, frame_count, body"
    private static let readable = """
        SELECT \(columns), checksum FROM batch WHERE number BETWEEN ? AND ? AND checksum = crc32(\(columns)) ORDER BY number ASC
        """

    private let damaged: Database
    private let new: Database
    private let identify: (_ body: [UInt8]) -> (epoch: UInt64, sequence: UInt64)?
    /// The base of each.
    private var epochs: [UInt64: UInt64] = [:]
    private var queries = 0
    private var batches = 0

    /// Makes a new outbox of what is readable of the one at `path`, and sets that aside. Whenever this ends, the damaged one is there, or the
    /// whole new one.
    static func run(
        _ configuration: OutboxConfiguration, now: Timestamp, because error: DatabaseError,
        identify: @escaping (_ body: [UInt8]) -> (epoch: UInt64, sequence: UInt64)?
    ) throws(DatabaseError) -> SalvageReport {
        let disk = configuration.disk
        let unfinished = configuration.path + ".unfinished"
        for suffix in ["", "-journal"] { disk.remove(unfinished + suffix) }
        // Of the one that was damaged before, its room is needed.
        for suffix in ["", "-wal", "-shm"] { disk.remove(aside(configuration) + suffix) }
        let batches: Int
        do {
            batches = try fill(unfinished, from: configuration, now: now, identify: identify)
        } catch {
            for suffix in ["", "-journal"] { disk.remove(unfinished + suffix) }
            throw error
        }
        guard disk.rename(unfinished, to: mended(configuration)) else { throw cannotRename(unfinished) }
        try takePlace(configuration)
        return SalvageReport(aside: aside(configuration), batches: batches, explanation: error.description)
    }

    /// A new outbox that is complete takes the place of the damaged one. Returns whether there was one.
    @discardableResult
    static func takePlace(_ configuration: OutboxConfiguration) throws(DatabaseError) -> Bool {
        let disk = configuration.disk
        guard disk.size(of: mended(configuration)) != nil else { return false }
        let aside = aside(configuration)
        // The log first: it must not be taken for the new one's.
        for suffix in ["-wal", "-shm", ""] where disk.size(of: configuration.path + suffix) != nil {
            guard disk.rename(configuration.path + suffix, to: aside + suffix) else { throw cannotRename(configuration.path + suffix) }
        }
        guard disk.rename(mended(configuration), to: configuration.path) else { throw cannotRename(mended(configuration)) }
        return true
    }

    /// The last one that was damaged: they must not fill the disk.
    static func aside(_ configuration: OutboxConfiguration) -> String { configuration.path + ".damaged" }

    private static func mended(_ configuration: OutboxConfiguration) -> String { configuration.path + ".mended" }

    private static func cannotRename(_ path: String) -> DatabaseError {
        DatabaseError(code: SQLITE_CANTOPEN, operation: "set the damaged outbox aside", explanation: "\(path) cannot be renamed")
    }

    private static func fill(
        _ path: String, from configuration: OutboxConfiguration, now: Timestamp,
        identify: @escaping ([UInt8]) -> (epoch: UInt64, sequence: UInt64)?
    ) throws(DatabaseError) -> Int {
        let new = try Database(path: path, fileSystem: configuration.disk.fileSystem)
        // Interpolated, since a pragma takes no parameters; the value is a constant.
        try new.execute("PRAGMA page_size = \(OutboxLimits.pageBytes)")
        try OutboxSchema.migrate(new)
        var salvage: Salvage?
        if let damaged = try? Database(path: configuration.path, .read, fileSystem: configuration.disk.fileSystem) {
            salvage = Salvage(damaged: damaged, new: new, identify: identify)
        }
        try new.transaction { () throws(DatabaseError) in
            guard try salvage?.fill(configuration.mark) != true else { return }
            // Something is missing that cannot be named.
            try OutboxStore.insertUnknownGap(at: now, into: new)
        }
        return salvage?.batches ?? 0
    }

    private init(damaged: Database, new: Database, identify: @escaping ([UInt8]) -> (epoch: UInt64, sequence: UInt64)?) {
        self.damaged = damaged
        self.new = new
        self.identify = identify
    }

    /// Returns whether everything that is missing can be named: how far the outbox was, and in which epochs.
    private mutating func fill(_ mark: HighWaterMark?) throws(DatabaseError) -> Bool {
        // Each batch says itself of which epoch it is: those that have batches are known without the table.
        let known = knownEpochs()
        epochs = known ?? [:]
        if let mark { epochs[mark.epoch] = mark.number - min(mark.sequence, mark.number) }
        let floor = (try? damaged.number("SELECT floor FROM outbox WHERE checksum = crc32(id, floor, schema)")) ?? 0
        try read(max(floor, 0) + 1, .max)
        for (epoch, base) in epochs {
            try new.prepare("INSERT OR IGNORE INTO epoch (base, epoch, boot, checksum) VALUES (?1, ?2, -1, crc32(?1, ?2, -1))").run([
                .integer(Int64(base)), .integer(Int64(bitPattern: epoch)),
            ])
        }
        // What lay before the first epoch that is still known was settled long ago, or is told by nobody.
        try OutboxStore.setFloor(max(UInt64(clamping: floor), epochs.values.min() ?? 0), in: new)
        // Without these, batches are sent again and found to be known.
        try copy("settled", "first, last, acknowledged_ms", where: "first <= last")
        // Without these, devices are asked for all of their records again.
        try copy("record_watermark", "device, characteristic, sequence, session")
        let hasAllGaps = try copy("gap", OutboxStore.gapColumns)
        return hasAllGaps && mark.map { known?[$0.epoch] != nil } ?? false
    }

    /// Up to the damage, from behind the damage on, and then what lies between in halves. In ascending order as far as it goes: pages are
    /// filled then.
    private mutating func read(_ first: Int64, _ last: Int64) throws(DatabaseError) {
        guard let reached = try readUp(first, last) else { return }
        let behind = lowestBehindDamage(reached, last)
        let failed = try readUp(behind, last)
        try halve(reached, behind - 1)
        if let failed { try halve(failed, last) }
    }

    private mutating func halve(_ first: Int64, _ last: Int64) throws(DatabaseError) {
        guard first < last else { return }
        let middle = first + (last - first) / 2
        try read(first, middle)
        try read(middle + 1, last)
    }

    /// Returns the number from which on it failed, or `nil` at the end.
    private mutating func readUp(_ first: Int64, _ last: Int64) throws(DatabaseError) -> Int64? {
        guard first <= last, queries < Limit.queriesMax else { return nil }
        queries += 1
        var next = first
        var failure: DatabaseError?
        do {
            try damaged.prepare(Self.readable).run([.integer(first), .integer(last)]) { (row) throws(DatabaseError) in
                do throws(DatabaseError) { try take(row) } catch {
                    failure = error
                    throw error
                }
                next = row.integer(0) + 1
            }
            return nil
        } catch {
            // The new outbox has no room, or its disk fails.
            if let failure { throw failure }
            return next
        }
    }

    /// The lowest number that can be reached from the end.
    private func lowestBehindDamage(_ first: Int64, _ last: Int64) -> Int64 {
        var lowest = last == .max ? last : last + 1
        try? damaged.prepare("SELECT number FROM batch WHERE number BETWEEN ? AND ? ORDER BY number DESC").run([
            .integer(first), .integer(last),
        ]) { lowest = $0.integer(0) }
        return lowest
    }

    private mutating func take(_ row: borrowing Statement.Row) throws(DatabaseError) {
        guard let number = UInt64(exactly: row.integer(0)), let (epoch, sequence) = identify(row.blob(4)), sequence <= number,
            epochs[epoch, default: number - sequence] == number - sequence
        else { return }
        epochs[epoch] = number - sequence
        // Where pages of a damaged tree point to the wrong ones, a row comes twice.
        try new.prepare("INSERT OR IGNORE INTO batch (number, committed_ms, class, frame_count, body, checksum) VALUES (?, ?, ?, ?, ?, ?)")
            .run((0..<6).map { row.value($0) })
        batches += new.changes
    }

    /// The bases of all epochs; `nil` when not every one can be read.
    private func knownEpochs() -> [UInt64: UInt64]? {
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

    /// Copies the rows of a table that are as they were written. Returns whether all are. The names are constants.
    @discardableResult
    private func copy(_ table: String, _ columns: String, where condition: String = "true") throws(DatabaseError) -> Bool {
        let all = columns + ", checksum"
        let count = Int32(all.split(separator: ",").count)
        var isWhole = true
        var rows: [[Statement.Value]] = []
        do {
            // Interpolated: the names of a table and its columns, constants.
            try damaged.prepare("SELECT \(all), checksum = crc32(\(columns)) AND \(condition) FROM \(table)").run { row in
                if row.integer(count) == 1 { rows.append((0..<count).map { row.value($0) }) } else { isWhole = false }
            }
        } catch {
            isWhole = false
        }
        let places = (1...count).map { "?\($0)" }.joined(separator: ", ")
        // Interpolated: the same names, and as many places.
        for row in rows { try new.prepare("INSERT OR IGNORE INTO \(table) (\(all)) VALUES (\(places))").run(row) }
        return isWhole
    }
}
