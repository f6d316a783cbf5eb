// The gateway's durable queue: a value that was committed here is delivered. Batches leave it only some time after the collector has
// said that they are durable there.

import CSQLite
import PollLoop
package import Uplink
package import Vitals

/// How a commit is to hold.
package enum Durability: Hashable, Sendable {
    /// Through `kill -9`; a power cut may lose the last commits. For streams.
    case process
    /// Through a power cut. For clinical values.
    case powerCut
}

/// Batches on disk, in one SQLite file.
///
/// Invariants: a sequence is given out once in an epoch; `body` never changes; a batch without acknowledgement is never deleted.
package actor BatchQueue {
    private nonisolated let executor = PollExecutor()
    package nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe executor.asUnownedSerialExecutor() }

    package nonisolated let epoch: UInt64
    let database: Database
    private let insert: Statement
    private let select: Statement
    private let acknowledge: Statement
    private let reopen: Statement
    private let delete: Statement
    private let oldest: Statement
    private var lastSequence: UInt64
    private var pending = Backlog()
    private var isFull = false

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
    }

    /// A batch that is on disk now.
    package struct Committed: Hashable, Sendable {
        package let sequence: UInt64
        package let body: [UInt8]
    }

    /// Opens the outbox at `path`, or creates it with a new epoch.
    package init(path: String) throws(DatabaseError) {
        let database = try Database(path: path)
        // WAL lets `vitalflow-edge status` read while the gateway writes; a page cache of 2 MiB is plenty for appending.
        try database.execute(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000; PRAGMA cache_size = -2048")
        try OutboxSchema.migrate(database)
        self.database = database
        epoch = try Self.epoch(of: database)
        var last: UInt64 = 0
        try database.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'batch'").run { last = UInt64($0.integer(0)) }
        lastSequence = last
        insert = try database.prepare("INSERT INTO batch (sequence, committed_ms, frame_count, body) VALUES (?, ?, ?, ?)")
        select = try database.prepare("SELECT body FROM batch WHERE sequence = ?")
        acknowledge = try database.prepare(
            """
            UPDATE batch SET acknowledged_ms = ? WHERE sequence BETWEEN ? AND ? AND acknowledged_ms IS NULL
            RETURNING frame_count, length(body)
            """)
        reopen = try database.prepare(
            """
            UPDATE batch SET acknowledged_ms = NULL WHERE sequence BETWEEN ? AND ? AND acknowledged_ms IS NOT NULL
            RETURNING frame_count, length(body)
            """)
        delete = try database.prepare("DELETE FROM batch WHERE acknowledged_ms < ?")
        oldest = try database.prepare("SELECT committed_ms FROM batch WHERE acknowledged_ms IS NULL ORDER BY sequence LIMIT 1")
        var backlog = Backlog()
        try database.prepare("SELECT count(*), sum(frame_count), sum(length(body)) FROM batch WHERE acknowledged_ms IS NULL").run {
            backlog = Backlog(batches: Int($0.integer(0)), frames: Int($0.integer(1)), bytes: Int($0.integer(2)))
        }
        pending = backlog
    }

    private static func epoch(of database: Database) throws(DatabaseError) -> UInt64 {
        let drawn = Int64(bitPattern: UInt64.random(in: 1...UInt64.max))
        try database.prepare("INSERT INTO outbox (id, epoch) VALUES (1, ?) ON CONFLICT DO NOTHING").run([.integer(drawn)])
        var epoch = drawn
        try database.prepare("SELECT epoch FROM outbox").run { epoch = $0.integer(0) }
        return UInt64(bitPattern: epoch)
    }

    /// Encodes the frames as the next batch and commits it.
    package func append(
        _ frames: [Frame], anchor: ClockAnchor, isSimulated: Bool, durability: Durability
    ) throws(DatabaseError) -> Committed {
        let sequence = lastSequence + 1
        let body = Batch(epoch: epoch, sequence: sequence, anchor: anchor, isSimulated: isSimulated, frames: frames).encoded()
        if isFull != (durability == .powerCut) {
            isFull = durability == .powerCut
            try database.execute(isFull ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL")
        }
        try insert.run([.integer(Int64(sequence)), .integer(anchor.wall.milliseconds), .integer(Int64(frames.count)), .blob(body)])
        lastSequence = sequence
        pending.batches += 1
        pending.frames += frames.count
        pending.bytes += body.count
        return Committed(sequence: sequence, body: body)
    }

    /// The encoded batch of a sequence, if the outbox still has it.
    package func body(of sequence: UInt64) throws(DatabaseError) -> [UInt8]? {
        var body: [UInt8]?
        try select.run([.integer(Int64(sequence))]) { body = $0.blob(0) }
        return body
    }

    /// The collector has these; they may be deleted later. Returns how many frames that newly concerns.
    @discardableResult
    package func acknowledge(_ ranges: SequenceRanges, at time: Timestamp) throws(DatabaseError) -> Int {
        let before = pending
        let after = try database.transaction { () throws(DatabaseError) in
            var backlog = before
            for range in ranges.ranges {
                try acknowledge.run([
                    .integer(time.milliseconds), .integer(Int64(range.lowerBound)), .integer(Int64(range.upperBound)),
                ]) { row in
                    backlog.batches -= 1
                    backlog.frames -= Int(row.integer(0))
                    backlog.bytes -= Int(row.integer(1))
                }
            }
            return backlog
        }
        pending = after
        return before.frames - after.frames
    }

    /// The collector asks for these again: it lost what it had acknowledged.
    package func reopen(_ ranges: SequenceRanges) throws(DatabaseError) {
        let before = pending
        pending = try database.transaction { () throws(DatabaseError) in
            var backlog = before
            for range in ranges.ranges {
                try reopen.run([.integer(Int64(range.lowerBound)), .integer(Int64(range.upperBound))]) { row in
                    backlog.batches += 1
                    backlog.frames += Int(row.integer(0))
                    backlog.bytes += Int(row.integer(1))
                }
            }
            return backlog
        }
    }

    /// Deletes what was acknowledged before `time`.
    package func deleteAcknowledged(before time: Timestamp) throws(DatabaseError) {
        try delete.run([.integer(time.milliseconds)])
    }

    package func backlog() -> Backlog { pending }

    package func oldestUnacknowledged() throws(DatabaseError) -> Timestamp? {
        var time: Timestamp?
        try oldest.run { time = Timestamp(milliseconds: $0.integer(0)) }
        return time
    }

    /// Sequences without acknowledgement.
    package func unacknowledged() throws(DatabaseError) -> SequenceRanges {
        var ranges = SequenceRanges()
        try database.prepare("SELECT sequence FROM batch WHERE acknowledged_ms IS NULL ORDER BY sequence").run {
            ranges.insert(UInt64($0.integer(0)))
        }
        return ranges
    }

    /// What a hello says.
    package func held() throws(DatabaseError) -> (first: UInt64?, last: UInt64) {
        var first: UInt64?
        try database.prepare("SELECT min(sequence) FROM batch").run { first = $0.isNull(0) ? nil : UInt64($0.integer(0)) }
        return (first, lastSequence)
    }

    deinit { executor.end() }
}
