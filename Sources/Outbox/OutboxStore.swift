// The gateway's durable queue: a value that was committed here is delivered, or a gap says why not.

import CSQLite
package import Uplink
package import Vitals

/// Batches on disk, in one SQLite file. Blocking; `BatchQueue` runs it on a thread of its own.
///
/// A batch is known by its number, which counts on over all epochs of the outbox. Invariants: a number is given out once; a sequence is
/// given out once in an epoch, for each opening begins a new one; `body` never changes; every number above the floor is held, or settled:
/// acknowledged, or lost with a gap.
package final class OutboxStore {
    /// Numbers above `base` belong to this epoch, up to the base of the next.
    struct Epoch: Hashable {
        let base: UInt64
        let epoch: UInt64
    }

    /// How a batch is to be kept, and when it goes.
    enum Kind: Int64 {
        case stream = 0
        case clinical = 1
        /// It tells of gaps, and is never evicted.
        case gaps = 2
    }

    let database: Database
    let disk: any OutboxDisk
    let path: String
    let limits: OutboxLimits
    let encode: @Sendable (Batch) throws -> [UInt8]

    var epochs: [Epoch]
    var floor: UInt64
    var last: UInt64
    /// Numbers that are held.
    var held = SequenceRanges()
    /// Those that the collector has not acknowledged.
    package internal(set) var unacknowledged = SequenceRanges()
    /// Acknowledged, which the disk does not know yet.
    var unwritten: SequenceRanges
    var acknowledgementsWritten: Timestamp?
    package internal(set) var backlog = Backlog()
    /// Numbers that went without having been delivered, since they were asked for.
    var lost = SequenceRanges()
    /// Rows of gaps that are in no batch yet.
    var gapCount = 0
    /// Up to this row they are in the batch that is being committed.
    var gapsTaken: Int64 = 0
    var room = Room()

    /// What waits for the collector's acknowledgement.
    package struct Backlog: Hashable, Sendable {
        package var batches = 0
        package var frames = 0
        package var bytes = 0

        package init(batches: Int = 0, frames: Int = 0, bytes: Int = 0) {
            self.batches = batches
            self.frames = frames
            self.bytes = bytes
        }

        static func + (one: Self, other: Self) -> Self {
            Backlog(batches: one.batches + other.batches, frames: one.frames + other.frames, bytes: one.bytes + other.bytes)
        }
    }

    /// A batch that is on disk now.
    package struct Committed: Hashable, Sendable {
        package let number: UInt64
        package let body: [UInt8]
        /// Whether it holds through a power cut; else the disk failed, and it is in memory.
        package var isDurable = true
    }

    /// Opens the outbox at `path`, or creates it. What the disk lost since it was last open is in a gap then. `acknowledged`: what this
    /// process knows to be delivered, and had not written down. `committed`: the last number that it took for committed; what follows was
    /// committed elsewhere since. The numbers of a new one begin after `number`.
    init(
        path: String, boot: UInt32, now: Timestamp, limits: OutboxLimits, disk: any OutboxDisk,
        acknowledged: SequenceRanges = SequenceRanges(), committed: UInt64? = nil, after number: UInt64 = 0, drawEpoch: () -> UInt64,
        encode: @escaping @Sendable (Batch) throws -> [UInt8]
    ) throws(DatabaseError) {
        let database = try Database(path: path, fileSystem: disk.fileSystem)
        // WAL lets `vitalflow-edge buffer` read while the gateway writes; a page cache of 2 MiB is plenty for appending. Debian's SQLite would
        // write every page that becomes free once more.
        // Interpolated, since a pragma takes no parameters; the values are constants and a checked setting.
        let settings = """
            PRAGMA page_size = \(OutboxLimits.pageBytes); PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
            PRAGMA secure_delete = FAST; PRAGMA busy_timeout = 5000; PRAGMA cache_size = -2048;
            PRAGMA wal_autocheckpoint = \(OutboxLimits.checkpointPages); PRAGMA max_page_count = \(limits.pagesMax)
            """
        try database.execute(settings)
        try OutboxSchema.migrate(database)
        if number > 0 {
            try database.prepare("UPDATE outbox SET floor = ?1, checksum = crc32(id, ?1, schema)").run([.integer(Int64(number))])
        }
        if let committed {
            // A batch of gaps stays: what it tells of is written down nowhere else.
            try database.prepare("DELETE FROM batch WHERE number > ? AND class <> ?").run([
                .integer(Int64(committed)), .integer(Kind.gaps.rawValue),
            ])
        }
        self.database = database
        self.disk = disk
        self.path = path
        self.limits = limits
        self.encode = encode
        unwritten = acknowledged
        floor = UInt64(clamping: try database.number("SELECT floor FROM outbox WHERE checksum = crc32(id, floor, schema)"))
        var epochs: [Epoch] = []
        try database.prepare("SELECT base, epoch, boot, checksum = crc32(base, epoch, boot) FROM epoch ORDER BY base").run {
            (row) throws(DatabaseError) in
            guard row.integer(3) == 1, let base = UInt64(exactly: row.integer(0)) else { throw .damage("an epoch is not what was written") }
            epochs.append(Epoch(base: base, epoch: UInt64(bitPattern: row.integer(1))))
        }
        self.epochs = epochs
        last = max(floor, epochs.last?.base ?? 0)
        try takeStock(now: now)
        try beginEpoch(boot: boot, drawEpoch)
    }

    /// The epoch of what is appended now.
    package var epoch: UInt64 { epochs.last?.epoch ?? 0 }

    /// The last sequence of this epoch; 0 before the first.
    package var lastSequence: UInt64 { last - (epochs.last?.base ?? 0) }

    /// Encodes the frames as the next batch and commits it: from then on they hold through a power cut.
    package func append(
        _ frames: [Frame], as frameClass: FrameClass, anchor: ClockAnchor, isSimulated: Bool
    ) throws(DatabaseError) -> Committed {
        try append(
            frames, kind: frameClass == .clinical ? .clinical : .stream, gaps: [], clearing: 0, anchor: anchor, isSimulated: isSimulated)
    }

    func append(
        _ frames: [Frame], kind: Kind, gaps: [Gap], clearing gapEnd: Int64, anchor: ClockAnchor, isSimulated: Bool
    ) throws(DatabaseError) -> Committed {
        let number = last + 1
        let batch = Batch(
            epoch: epoch, sequence: lastSequence + 1, anchor: anchor, isSimulated: isSimulated, frames: frames, gaps: gaps)
        let body: [UInt8]
        do { body = try encode(batch) } catch {
            throw DatabaseError(code: SQLITE_MISUSE, operation: "encode a batch", explanation: "\(error)")
        }
        try makeRoom(for: body.count, now: anchor.wall)
        let row: [Statement.Value] = [
            .integer(Int64(number)), .integer(anchor.wall.milliseconds), .integer(kind.rawValue), .integer(Int64(frames.count)),
            .blob(body),
        ]
        do {
            try commit(row, clearing: gapEnd)
        } catch  where error.isFull {
            // The disk has less room than it said, or others were quicker.
            try shrink(for: body.count, now: anchor.wall)
            try commit(row, clearing: gapEnd)
        }
        last = number
        gapCount -= gaps.count
        noteMark()
        held.insert(number)
        unacknowledged.insert(number)
        backlog.batches += 1
        backlog.frames += frames.count
        backlog.bytes += body.count
        return Committed(number: number, body: body)
    }

    private func commit(_ row: [Statement.Value], clearing gapEnd: Int64) throws(DatabaseError) {
        let insert = try database.prepare(
            """
            INSERT INTO batch (number, committed_ms, class, frame_count, checksum, body)
            VALUES (?1, ?2, ?3, ?4, crc32(?1, ?2, ?3, ?4, ?5), ?5)
            """)
        guard gapEnd > 0 else { return try insert.run(row) }
        try database.transaction { () throws(DatabaseError) in
            try insert.run(row)
            try database.prepare("DELETE FROM gap WHERE gap_id <= ?").run([.integer(gapEnd)])
        }
    }

    func noteMark() {
        disk.write(HighWaterMark(epoch: epoch, sequence: lastSequence, number: last).bytes, to: Self.markPath(path))
    }

    static func markPath(_ path: String) -> String { path + "-mark" }

    /// The encoded batch of a number, if the outbox still has it as it was. One that the disk has damaged is lost, with a gap.
    package func body(of number: UInt64, now: Timestamp) throws(DatabaseError) -> [UInt8]? {
        guard held.contains(number) else { return nil }
        var body: [UInt8]?
        do {
            try database.prepare(
                "SELECT checksum = crc32(number, committed_ms, class, frame_count, body), body FROM batch WHERE number = ?"
            ).run([.integer(Int64(number))]) { row in
                if row.integer(0) == 1 { body = row.blob(1) }
            }
        } catch  where error.isDamage {
            body = nil
        }
        if body == nil { try lose(number...number, because: .damaged, now: now) }
        return body
    }

    /// Numbers that went without having been delivered since this was last asked.
    package func takeLost() -> SequenceRanges {
        defer { lost = SequenceRanges() }
        return lost
    }
}
