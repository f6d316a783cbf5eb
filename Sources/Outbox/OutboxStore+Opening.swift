// What an outbox finds of itself when it is opened, and where its numbers go on.

import Uplink
import Vitals

extension OutboxStore {
    /// Reads which batches are there, and records as lost which should be and are not.
    func takeStock(now: Timestamp) throws(DatabaseError) {
        var settled = SequenceRanges()
        var acknowledged = SequenceRanges()
        try database.prepare(
            "SELECT first, last, acknowledged_ms, checksum = crc32(first, last, acknowledged_ms) FROM settled ORDER BY first"
        ).run { (row) throws(DatabaseError) in
            guard row.integer(3) == 1, let first = UInt64(exactly: row.integer(0)), let last = UInt64(exactly: row.integer(1)),
                first <= last
            else { throw .damage("what became of batches is not what was written") }
            settled.insert(first...last)
            if !row.isNull(2) { acknowledged.insert(first...last) }
        }
        for range in unwritten.ranges { acknowledged.insert(range) }
        // The whole table, in its order: what does not come in order is damaged.
        var held = SequenceRanges()
        var previous: Int64 = 0
        var backlog = Backlog()
        try database.prepare("SELECT number, frame_count, length(body) FROM batch NOT INDEXED").run { (row) throws(DatabaseError) in
            let number = row.integer(0)
            guard number > previous, row.integer(1) >= 0 else {
                throw .damage("its batches are out of order")
            }
            previous = number
            held.insert(UInt64(number))
            guard !acknowledged.contains(UInt64(number)) else { return }
            backlog.batches += 1
            backlog.frames += Int(row.integer(1))
            backlog.bytes += Int(row.integer(2))
        }
        self.held = held
        self.backlog = backlog
        unwritten = SequenceRanges(unwritten.ranges.flatMap { held.intersection($0).ranges })
        unacknowledged = held
        for range in acknowledged.ranges { unacknowledged.remove(range) }
        last = max(last, held.last ?? 0, settled.last ?? 0)
        gapCount = Int(try database.number("SELECT count(*) FROM gap"))

        let mark = HighWaterMark(disk.read(Self.markPath(path)))
        if let mark, epochs.isEmpty {
            // The outbox itself is gone.
            try recordDamage(mark.epoch, mark.sequence > 0 ? 1...mark.sequence : nil, hasOpenEnd: false, now: now)
            return
        }
        if last > floor {
            var missing = SequenceRanges(floor + 1...last)
            for range in held.ranges + settled.ranges { missing.remove(range) }
            for range in missing.ranges { try lose(range, because: .damaged, now: now) }
        }
        if let mark, mark.number > last { try recordCut(mark, now: now) }
    }

    /// Batches that were committed, and are cut off with the end of a damaged log.
    private func recordCut(_ mark: HighWaterMark, now: Timestamp) throws(DatabaseError) {
        let cut = last + 1...mark.number
        last = mark.number
        guard epochs.last?.epoch != mark.epoch else { return try lose(cut, because: .damaged, now: now) }
        // With the log went what it said of epochs: the last one is known, and not what came between.
        let base = mark.number - min(mark.sequence, mark.number)
        if mark.sequence > 0 { try recordDamage(mark.epoch, 1...mark.sequence, hasOpenEnd: false, now: now) }
        if base >= cut.lowerBound { try recordDamage(0, nil, hasOpenEnd: true, now: now) }
        try settle(cut, acknowledged: nil)
    }

    /// Each opening begins an epoch: the disk may have forgotten numbers that the collector has seen, or be a copy of one that goes on.
    func beginEpoch(boot: UInt32, _ draw: () -> UInt64) throws(DatabaseError) {
        let next = Epoch(base: last, epoch: draw())
        // An epoch of which nothing was written leaves no trace.
        try database.prepare("DELETE FROM epoch WHERE base = ?").run([.integer(Int64(last))])
        try database.prepare("INSERT INTO epoch (base, epoch, boot, checksum) VALUES (?1, ?2, ?3, crc32(?1, ?2, ?3))").run([
            .integer(Int64(next.base)), .integer(Int64(bitPattern: next.epoch)), .integer(Int64(boot)),
        ])
        epochs.removeAll { $0.base == last }
        epochs.append(next)
        // A damaged log is then one of this epoch alone. Beside a reader it has to wait.
        try? database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        noteMark()
    }
}
