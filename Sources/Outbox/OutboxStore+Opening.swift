// What an outbox finds of itself when it is opened, and where its numbers go on.

import Uplink
import Vitals

extension OutboxStore {
    /// Opens an outbox, or creates it. What the disk lost since it was last open is in a gap then. `known`: by this process, when it was open
    /// before. `isMended`: it was made anew of what was readable. The numbers of a new one begin after `number`.
    convenience init(
        _ configuration: OutboxConfiguration, now: Timestamp, knowing known: Knowledge = Knowledge(), isMended: Bool = false,
        after number: UInt64 = 0
    ) throws(DatabaseError) {
        let database = try Database(path: configuration.path, fileSystem: configuration.disk.fileSystem)
        // SQLite would take the file for one of a future version, and only read it. Source: sqlite.org/fileformat.html, §1.3.3.
        let header = configuration.disk.read(configuration.path)
        if header.count > 18, header[18] > 2 { throw .damage("its header names write version \(header[18])") }
        // WAL lets `vitalflow-edge buffer` read while the gateway writes; a page cache of 2 MiB is plenty for appending. Debian's SQLite would
        // write every page that becomes free once more.
        // Interpolated, since a pragma takes no parameters; the values are constants and a checked setting.
        let settings = """
            PRAGMA page_size = \(OutboxLimits.pageBytes); PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
            PRAGMA secure_delete = FAST; PRAGMA cache_size = -2048
            """
        try database.execute(settings)
        // One that an earlier version made keeps the size of its pages.
        let pageBytes = Int(try database.number("PRAGMA page_size"))
        // A migration may need more room than the limit leaves.
        try OutboxSchema.migrate(database)
        // Interpolated, as above.
        let limits = """
            PRAGMA wal_autocheckpoint = \(OutboxLimits.checkpointPages(of: pageBytes));
            PRAGMA max_page_count = \(configuration.limits.pagesMax(of: pageBytes))
            """
        try database.execute(limits)
        // A disk that takes nothing says so before everything is read.
        try Self.setFloor(max(number, try Self.floor(of: database)), in: database)
        if let mark = known.mark { try Self.undo(after: mark, known.unfinished, in: database) }
        try self.init(database, configuration, isReadOnly: false, knowing: known)
        let settled = try takeStock()
        let mark = known.mark ?? configuration.mark
        if !isMended, !epochs.isEmpty, let mark, mark.number > last {
            // Of a log that is cut, pages may be in the database that do not belong together.
            throw .damage("its log is cut off after \(last) of \(mark.number) batches")
        }
        try recordLosses(settled: settled, mark, now: now)
        try beginEpoch()
    }

    /// What followed a commit that failed went another way, and what was being moved here is still where it was.
    private static func undo(after mark: HighWaterMark, _ unfinished: UInt64?, in database: Database) throws(DatabaseError) {
        let last = Statement.Value.integer(Int64(mark.number))
        guard let unfinished else {
            // A batch of gaps stays: what it tells of is written down nowhere else.
            return try database.prepare("DELETE FROM batch WHERE number > ? AND class <> ?").run([last, .integer(Kind.gaps.rawValue)])
        }
        let epoch = Statement.Value.integer(Int64(bitPattern: unfinished))
        try database.transaction { () throws(DatabaseError) in
            try database.prepare("DELETE FROM batch WHERE number > ?").run([last])
            try database.prepare("DELETE FROM settled WHERE first > ?").run([last])
            try database.prepare("UPDATE settled SET last = ?1, checksum = crc32(first, ?1, acknowledged_ms) WHERE last > ?1").run([last])
            try database.prepare("DELETE FROM gap WHERE epoch = ?").run([epoch])
            try database.prepare("DELETE FROM epoch WHERE epoch = ? OR base > ?").run([epoch, last])
            // To make room, or since nothing was in it, the epoch before may be gone.
            try database.prepare("INSERT OR IGNORE INTO epoch (base, epoch, boot, checksum) VALUES (?1, ?2, -1, crc32(?1, ?2, -1))").run([
                .integer(Int64(mark.number - min(mark.sequence, mark.number))), .integer(Int64(bitPattern: mark.epoch)),
            ])
            try Self.setFloor(min(mark.number, try Self.floor(of: database)), in: database)
        }
    }

    /// Opens an outbox that the disk does not let be written.
    convenience init(reading configuration: OutboxConfiguration, knowing known: Knowledge) throws(DatabaseError) {
        let log = configuration.disk.size(of: configuration.path + "-wal") ?? 0
        let database = try Database(
            path: configuration.path, log > 0 ? .read : .readImmutable, fileSystem: configuration.disk.fileSystem)
        guard try database.number("PRAGMA user_version") == OutboxSchema.migrations.count else {
            throw .damage("another version wrote it")
        }
        try self.init(database, configuration, isReadOnly: true, knowing: known)
        let hidden = known.mark.map { $0.number + 1 ... .max } ?? configuration.mark.flatMap { doubtful(after: $0) }
        _ = try takeStock(hiding: hidden)
    }

    /// Reads which batches are there. Returns those of which it is known what became of them.
    private func takeStock(hiding hidden: ClosedRange<UInt64>? = nil) throws(DatabaseError) -> SequenceRanges {
        var settled = SequenceRanges()
        var acknowledged = unwritten
        try database.prepare(
            "SELECT first, last, acknowledged_ms, checksum = crc32(first, last, acknowledged_ms) FROM settled ORDER BY first"
        ).run { (row) throws(DatabaseError) in
            guard row.integer(3) == 1, let first = UInt64(exactly: row.integer(0)), let last = UInt64(exactly: row.integer(1)),
                first <= last
            else { throw .damage("what became of batches is not what was written") }
            settled.insert(first...last)
            if !row.isNull(2) { acknowledged.insert(first...last) }
        }
        // The whole table, in its order: what does not come in order is damaged.
        var held = SequenceRanges()
        var previous: Int64 = 0
        var backlog = Backlog()
        try database.prepare("SELECT number, frame_count, length(body) FROM batch NOT INDEXED").run { (row) throws(DatabaseError) in
            let number = row.integer(0)
            guard number > previous, number < Self.numbersEnd, row.integer(1) >= 0 else { throw .damage("its batches are out of order") }
            guard number > max(floor, epochs.first?.base ?? 0) else { throw .damage("batches are back that were gone") }
            previous = number
            guard hidden?.contains(UInt64(number)) != true else { return }
            held.insert(UInt64(number))
            guard !acknowledged.contains(UInt64(number)) else { return }
            backlog += Backlog(batches: 1, frames: Int(row.integer(1)), bytes: Int(row.integer(2)))
        }
        self.held = held
        self.backlog = backlog
        unwritten = SequenceRanges(unwritten.ranges.flatMap { held.intersection($0).ranges })
        unacknowledged = held
        for range in acknowledged.ranges { unacknowledged.remove(range) }
        last = max(last, held.last ?? 0, settled.last ?? 0)
        gapCount = Int(try database.number("SELECT count(*) FROM gap"))
        return settled
    }

    /// Records as lost which batches should be there and are not.
    private func recordLosses(settled: SequenceRanges, _ mark: HighWaterMark?, now: Timestamp) throws(DatabaseError) {
        if let mark, epochs.isEmpty {
            // The outbox itself is gone.
            try recordDamage(mark.epoch, mark.sequence > 0 ? 1...mark.sequence : nil, hasOpenEnd: false, now: now)
            if mark.number > mark.sequence { try recordDamage(0, nil, hasOpenEnd: true, now: now) }
            return
        }
        if last > floor {
            var missing = SequenceRanges(floor + 1...last)
            for range in held.ranges + settled.ranges { missing.remove(range) }
            for range in missing.ranges { try lose(range, because: .damaged, now: now) }
        }
        guard let mark else { return }
        if let doubtful = doubtful(after: mark) {
            // The process that knew where it went is gone.
            var gone: [UInt64] = []
            try database.prepare("SELECT number FROM batch WHERE number BETWEEN ? AND ? AND class <> ?").run([
                .integer(Int64(doubtful.lowerBound)), .integer(Int64(doubtful.upperBound)), .integer(Kind.gaps.rawValue),
            ]) { gone.append(UInt64(clamping: $0.integer(0))) }
            for number in gone { try lose(number...number, because: .damaged, now: now) }
        }
        if mark.number > last { try recordCut(mark, now: now) }
    }

    /// What may be on the disk of a commit that failed: each opening begins an epoch, so it is of the mark's own.
    private func doubtful(after mark: HighWaterMark) -> ClosedRange<UInt64>? {
        guard mark.isDoubtAfter, let index = epochs.firstIndex(where: { $0.epoch == mark.epoch }) else { return nil }
        let end = index + 1 < epochs.count ? epochs[index + 1].base : Self.numbersEnd
        return mark.number < end ? mark.number + 1...end : nil
    }

    private static func floor(of database: Database) throws(DatabaseError) -> UInt64 {
        UInt64(clamping: try database.number("SELECT floor FROM outbox WHERE checksum = crc32(id, floor, schema)"))
    }

    /// Batches that were committed, and are cut off with the end of a damaged log.
    private func recordCut(_ mark: HighWaterMark, now: Timestamp) throws(DatabaseError) {
        let cut = last + 1...mark.number
        last = mark.number
        // With the log went what it said of epochs and gaps.
        try recordDamage(0, nil, hasOpenEnd: true, now: now)
        guard epochs.last?.epoch != mark.epoch else { return try lose(cut, because: .damaged, now: now) }
        if mark.sequence > 0 { try recordDamage(mark.epoch, 1...mark.sequence, hasOpenEnd: false, now: now) }
        try settle(cut, acknowledged: nil)
    }

    /// Each opening begins an epoch: the disk may have forgotten numbers that the collector has seen, or be a copy of one that goes on.
    func beginEpoch() throws(DatabaseError) {
        try begin(Epoch(base: last, epoch: configuration.drawEpoch()))
        // A damaged log is then one of this epoch alone. Beside a reader it has to wait.
        try? database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        noteMark()
    }

    func begin(_ next: Epoch) throws(DatabaseError) {
        // An epoch of which nothing was written leaves no trace.
        try database.prepare("DELETE FROM epoch WHERE base = ?").run([.integer(Int64(next.base))])
        // The boot is not known, and nobody asks for it any more.
        try database.prepare("INSERT INTO epoch (base, epoch, boot, checksum) VALUES (?1, ?2, -1, crc32(?1, ?2, -1))").run([
            .integer(Int64(next.base)), .integer(Int64(bitPattern: next.epoch)),
        ])
        epochs.removeAll { $0.base == next.base }
        epochs.append(next)
    }
}
