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

    /// Numbers from here on are of batches in memory.
    static let numbersEnd: UInt64 = 1 << 62

    let database: Database
    let configuration: OutboxConfiguration
    /// What it holds can be delivered, and nothing be added.
    let isReadOnly: Bool
    let pageBytes: Int
    private let known: Knowledge

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

        static func += (one: inout Self, other: Self) {
            one.batches += other.batches
            one.frames += other.frames
            one.bytes += other.bytes
        }

        static func -= (one: inout Self, other: Self) {
            one += Backlog(batches: -other.batches, frames: -other.frames, bytes: -other.bytes)
        }
    }

    /// A batch that is on disk now.
    package struct Committed: Hashable, Sendable {
        package let number: UInt64
        package let body: [UInt8]
        /// Whether it holds through a power cut; else the disk failed, and it is in memory.
        package var isDurable = true
    }

    /// What an outbox knows while it is open, and the disk may not.
    package struct Knowledge: Sendable {
        /// The last batch that was committed; `nil`: none was, by this process.
        var mark: HighWaterMark?
        var unacknowledged = SequenceRanges()
        /// Acknowledged, and not written down.
        var unwritten = SequenceRanges()
        var backlog = Backlog()
        /// An epoch that was in memory, of which the disk took a part.
        var unfinished: UInt64?
    }

    var knowledge: Knowledge {
        Knowledge(
            mark: isReadOnly ? known.mark : mark, unacknowledged: unacknowledged, unwritten: unwritten, backlog: backlog,
            unfinished: isReadOnly ? known.unfinished : nil)
    }

    init(
        _ database: Database, _ configuration: OutboxConfiguration, isReadOnly: Bool, knowing known: Knowledge
    ) throws(DatabaseError) {
        self.database = database
        self.configuration = configuration
        self.isReadOnly = isReadOnly
        pageBytes = Int(try database.number("PRAGMA page_size"))
        self.known = known
        unwritten = known.unwritten
        floor = UInt64(clamping: try database.number("SELECT floor FROM outbox WHERE checksum = crc32(id, floor, schema)"))
        var epochs: [Epoch] = []
        try database.prepare("SELECT base, epoch, boot, checksum = crc32(base, epoch, boot) FROM epoch ORDER BY base").run {
            (row) throws(DatabaseError) in
            guard row.integer(3) == 1, let base = UInt64(exactly: row.integer(0)) else { throw .damage("an epoch is not what was written") }
            epochs.append(Epoch(base: base, epoch: UInt64(bitPattern: row.integer(1))))
        }
        self.epochs = epochs
        last = max(floor, epochs.last?.base ?? 0)
    }

    /// The epoch of what is appended now.
    package var epoch: UInt64 { epochs.last?.epoch ?? 0 }

    var base: UInt64 { epochs.last?.base ?? 0 }

    /// The last sequence of this epoch; 0 before the first.
    package var lastSequence: UInt64 { last - base }

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
        do { body = try configuration.encode(batch) } catch {
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
        backlog += Backlog(batches: 1, frames: frames.count, bytes: body.count)
        return Committed(number: number, body: body)
    }

    private func commit(_ row: [Statement.Value], clearing gapEnd: Int64) throws(DatabaseError) {
        guard gapEnd > 0 else { return try Self.insert(row, into: database) }
        try database.transaction { () throws(DatabaseError) in
            try Self.insert(row, into: database)
            try database.prepare("DELETE FROM gap WHERE gap_id <= ?").run([.integer(gapEnd)])
        }
    }

    /// Number, time of the commit, class, frames, body.
    static func insert(_ row: [Statement.Value], into database: Database) throws(DatabaseError) {
        try database.prepare(
            """
            INSERT INTO batch (number, committed_ms, class, frame_count, checksum, body)
            VALUES (?1, ?2, ?3, ?4, crc32(?1, ?2, ?3, ?4, ?5), ?5)
            """
        ).run(row)
    }

    static func setFloor(_ floor: UInt64, in database: Database) throws(DatabaseError) {
        try database.prepare("UPDATE outbox SET floor = ?1, checksum = crc32(id, ?1, schema)").run([.integer(Int64(floor))])
    }

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
        if body == nil, !isReadOnly { try lose(number...number, because: .damaged, now: now) }
        return body
    }

    /// Numbers that went without having been delivered since this was last asked.
    package func takeLost() -> SequenceRanges {
        defer { lost = SequenceRanges() }
        return lost
    }
}
