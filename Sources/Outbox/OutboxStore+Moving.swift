// What was in memory while the disk failed moves to the disk.

import Uplink
import Vitals

extension OutboxStore {
    private enum Step {
        /// Of bodies in one transaction.
        static let bytes = 256 << 10
    }

    /// Takes over what `other` holds, in the epoch in which it was committed there, and begins a new one. After an error, nothing of it may be
    /// used before it is opened anew.
    func adopt(_ other: OutboxStore, now: Timestamp) throws(DatabaseError) {
        guard other.lastSequence > 0 else { return }
        let base = last
        let moved = SequenceRanges(
            other.unacknowledged.ranges.map { $0.lowerBound - other.base + base...$0.upperBound - other.base + base })
        var settled = SequenceRanges(base + 1...base + other.lastSequence)
        for range in moved.ranges { settled.remove(range) }
        try database.transaction { () throws(DatabaseError) in
            try begin(Epoch(base: base, epoch: other.epoch))
            for range in settled.ranges { try settle(range, acknowledged: nil) }
            try copyGaps(of: other)
        }
        // Should the process end before everything is here, the rest is missed.
        configuration.note(HighWaterMark(epoch: other.epoch, sequence: other.lastSequence, number: base + other.lastSequence))
        var rows: [[Statement.Value]] = []
        var bytes = 0
        func commit() throws(DatabaseError) {
            try makeRoom(for: bytes + rows.count * pageBytes, now: now)
            try database.transaction { () throws(DatabaseError) in
                for row in rows { try Self.insert(row, into: database) }
            }
            (rows, bytes) = ([], 0)
        }
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
            if bytes >= Step.bytes || rows.count == 64 { try commit() }
        }
        try commit()
        last = base + other.lastSequence
        try beginEpoch()
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
