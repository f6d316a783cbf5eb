// What was in memory while the disk failed moves to the disk.

import Uplink
import Vitals

extension OutboxStore {
    private enum Step {
        /// Of bodies in one transaction.
        static let bytes = 256 << 10
        static let rows = 64
    }

    /// Takes over what `other` holds, in the epoch in which it was committed there, and begins a new one. After an error, nothing of it may be
    /// used before it is opened anew.
    func adopt(_ other: OutboxStore, now: Timestamp) throws(DatabaseError) {
        guard other.lastSequence > 0 else { return }
        let base = last
        let end = base + other.lastSequence
        let moved = SequenceRanges(
            other.unacknowledged.ranges.map { $0.lowerBound - other.base + base...$0.upperBound - other.base + base })
        var settled = SequenceRanges(base + 1...end)
        for range in moved.ranges { settled.remove(range) }
        // Should the process end before everything is here, the rest is missed.
        try database.transaction { () throws(DatabaseError) in
            try begin(Epoch(base: base, epoch: other.epoch))
            try begin(Epoch(base: end, epoch: configuration.drawEpoch()))
            for range in settled.ranges { try settle(range, acknowledged: nil) }
            try copyGaps(of: other)
        }
        last = end
        var rows: [[Statement.Value]] = []
        var bytes = 0
        for number in moved.ranges.joined() {
            try other.database.prepare("SELECT committed_ms, class, frame_count, body, length(body) FROM batch WHERE number = ?").run([
                .integer(Int64(number - base + other.base))
            ]) { row in
                rows.append([.integer(Int64(number))] + (0..<4).map { row.value($0) })
                held.insert(number)
                unacknowledged.insert(number)
                backlog += Backlog(batches: 1, frames: Int(row.integer(2)), bytes: Int(row.integer(4)))
                bytes += Int(row.integer(4))
            }
            guard bytes >= Step.bytes || rows.count == Step.rows else { continue }
            try commit(rows, bytes: bytes, now: now)
            (rows, bytes) = ([], 0)
        }
        try commit(rows, bytes: bytes, now: now)
        noteMark()
    }

    private func commit(_ rows: [[Statement.Value]], bytes: Int, now: Timestamp) throws(DatabaseError) {
        func insert() throws(DatabaseError) {
            try database.transaction { () throws(DatabaseError) in
                for row in rows { try Self.insert(row, into: database) }
            }
        }
        let room = bytes + rows.count * pageBytes
        try makeRoom(for: room, now: now)
        do {
            try insert()
        } catch  where error.isFull {
            // The disk has less room than it said, or others were quicker.
            try shrink(for: room, now: now)
            try insert()
        }
    }

    private func copyGaps(of other: OutboxStore) throws(DatabaseError) {
        var rows: [[Statement.Value]] = []
        // Interpolated: the names of columns, a constant.
        try other.database.prepare("SELECT \(Self.gapColumns) FROM gap ORDER BY gap_id").run { row in
            // All but the key.
            rows.append((1...10).map { row.value($0) })
        }
        for row in rows { try Self.insertGap(row, into: database) }
        gapCount += rows.count
    }
}
