// What went without having been delivered is written down in the step in which it goes, and delivered like a batch.

package import Uplink
package import Vitals

extension OutboxStore {
    /// What is known of the batches that go, for each class.
    private struct Loss {
        var frames: Int64 = 0
        var bytes: Int64 = 0
        var first: Timestamp
        var last: Timestamp
        var frameClass: FrameClass?
    }

    /// Removes batches that will not be delivered, and records the gap. Those that the collector has are only removed.
    func lose(_ range: ClosedRange<UInt64>, because reason: Gap.Reason, now: Timestamp) throws(DatabaseError) {
        var owed = SequenceRanges(range)
        for present in held.intersection(range).ranges { owed.remove(present) }
        for waiting in unacknowledged.intersection(range).ranges { owed.insert(waiting) }
        var gone = Backlog()
        try database.transaction { () throws(DatabaseError) in
            for part in owed.ranges {
                // What is missing or damaged weighs nothing that anybody knows.
                gone += (try? weight(of: part)) ?? Backlog()
                for piece in sequences(SequenceRanges(part)) {
                    for sequences in piece.ranges.ranges {
                        try record(piece.epoch, sequences, of: part, because: reason, now: now)
                    }
                }
                try settle(part, acknowledged: nil)
            }
            try database.prepare("DELETE FROM batch WHERE number BETWEEN ? AND ?").run([
                .integer(Int64(range.lowerBound)), .integer(Int64(range.upperBound)),
            ])
        }
        for part in owed.ranges {
            if !unacknowledged.intersection(part).isEmpty { lost.insert(part) }
            unacknowledged.remove(part)
        }
        held.remove(range)
        backlog -= gone
    }

    private func record(
        _ epoch: UInt64, _ sequences: ClosedRange<UInt64>, of numbers: ClosedRange<UInt64>, because reason: Gap.Reason, now: Timestamp
    ) throws(DatabaseError) {
        var loss = Loss(first: now, last: now)
        var classes: Set<Int64> = []
        try? database.prepare(
            """
            SELECT class, total(frame_count), total(length(body)), min(committed_ms), max(committed_ms) FROM batch
            WHERE number BETWEEN ? AND ? GROUP BY class
            """
        ).run([.integer(Int64(numbers.lowerBound)), .integer(Int64(numbers.upperBound))]) { row in
            let (first, last) = (Timestamp(milliseconds: row.integer(3)), Timestamp(milliseconds: row.integer(4)))
            loss.first = classes.isEmpty ? first : min(loss.first, first)
            loss.last = classes.isEmpty ? last : max(loss.last, last)
            loss.frames += row.integer(1)
            loss.bytes += row.integer(2)
            classes.insert(row.integer(0))
        }
        if classes.count == 1, let one = classes.first { loss.frameClass = UInt8(exactly: one).flatMap { FrameClass(rawValue: $0) } }
        try write(epoch, sequences, hasOpenEnd: false, loss, because: reason)
    }

    /// Frames that were heard and never committed.
    package func recordUnheard(frames: Int, of frameClass: FrameClass, first: Timestamp, last: Timestamp) throws(DatabaseError) {
        let loss = Loss(frames: Int64(frames), first: first, last: last, frameClass: frameClass)
        try database.transaction { () throws(DatabaseError) in try write(0, nil, hasOpenEnd: false, loss, because: .memoryFull) }
    }

    /// Sequences of an outbox that is gone; `hasOpenEnd`: and what followed them.
    func recordDamage(_ epoch: UInt64, _ sequences: ClosedRange<UInt64>?, hasOpenEnd: Bool, now: Timestamp) throws(DatabaseError) {
        try database.transaction { () throws(DatabaseError) in
            try write(epoch, sequences, hasOpenEnd: hasOpenEnd, Loss(first: now, last: now), because: .damaged)
        }
    }

    static let gapColumns = "gap_id, epoch, reason, class, first, last, frames, bytes, first_ms, last_ms, has_open_end"
    private static let gapChecksum = "crc32(\(gapColumns))"

    /// One row for what went one after the other.
    private func write(
        _ epoch: UInt64, _ sequences: ClosedRange<UInt64>?, hasOpenEnd: Bool, _ loss: Loss, because reason: Gap.Reason
    ) throws(DatabaseError) {
        let reasonCode = Int64(Gap.Reason.allCases.firstIndex(of: reason) ?? 0)
        let key: [Statement.Value] = [
            .integer(Int64(bitPattern: epoch)), .integer(reasonCode), loss.frameClass.map { .integer(Int64($0.rawValue)) } ?? .null,
        ]
        let first: Statement.Value = sequences.map { .integer(Int64($0.lowerBound)) } ?? .null
        let last: Statement.Value = sequences.map { .integer(Int64($0.upperBound)) } ?? .null
        let amounts: [Statement.Value] = [
            .integer(loss.frames), .integer(loss.bytes), .integer(loss.first.milliseconds), .integer(loss.last.milliseconds),
        ]
        var joined: Int64 = 0
        try database.prepare(
            """
            SELECT gap_id FROM gap WHERE gap_id = (SELECT max(gap_id) FROM gap WHERE epoch = ?1 AND reason = ?2 AND class IS ?3)
              AND gap_id > ?6 AND has_open_end = 0 AND (last = ?4 - 1 OR last IS NULL AND ?4 IS NULL) AND ?5 = 0
              AND checksum = crc32(gap_id, epoch, reason, class, first, last, frames, bytes, first_ms, last_ms, has_open_end)
            """
        ).run(key + [first, .integer(hasOpenEnd ? 1 : 0), .integer(gapsTaken)]) { joined = $0.integer(0) }
        guard joined > 0 else {
            gapCount += 1
            return try Self.insertGap(key + [first, last] + amounts + [.integer(hasOpenEnd ? 1 : 0)], into: database)
        }
        try database.prepare(
            """
            UPDATE gap SET last = ?2, frames = frames + ?3, bytes = bytes + ?4, first_ms = min(first_ms, ?5), last_ms = max(last_ms, ?6)
            WHERE gap_id = ?1
            """
        ).run([.integer(joined), last] + amounts)
        try Self.signGap(joined, in: database)
    }

    /// A row without its key.
    static func insertGap(_ row: [Statement.Value], into database: Database) throws(DatabaseError) {
        try database.prepare(
            """
            INSERT INTO gap (epoch, reason, class, first, last, frames, bytes, first_ms, last_ms, has_open_end)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        ).run(row)
        try signGap(database.lastRow, in: database)
    }

    /// Something was lost, and nobody knows what.
    static func insertUnknownGap(at now: Timestamp, into database: Database) throws(DatabaseError) {
        let reason = Gap.Reason.allCases.firstIndex(of: .damaged) ?? 0
        try insertGap(
            [
                .integer(0), .integer(Int64(reason)), .null, .null, .null, .integer(0), .integer(0), .integer(now.milliseconds),
                .integer(now.milliseconds), .integer(1),
            ], into: database)
    }

    private static func signGap(_ row: Int64, in database: Database) throws(DatabaseError) {
        // Interpolated: the names of columns, a constant.
        try database.prepare("UPDATE gap SET checksum = \(gapChecksum) WHERE gap_id = ?").run([.integer(row)])
    }

    /// Commits what was lost as a batch of its own, which is delivered like any other; `nil` when nothing was.
    package func commitGaps(anchor: ClockAnchor, isSimulated: Bool) throws(DatabaseError) -> Committed? {
        guard gapCount > 0 else { return nil }
        let (gaps, end) = try gaps(at: anchor.wall)
        guard !gaps.isEmpty else {
            // What was counted was rolled back.
            gapCount = 0
            return nil
        }
        // To make room for this batch may lose others: their gaps must not join rows that are deleted with it.
        gapsTaken = end
        defer { gapsTaken = 0 }
        return try append([], kind: .gaps, gaps: gaps, clearing: end, anchor: anchor, isSimulated: isSimulated)
    }

    /// As many as one batch may carry, and the last row of them.
    private func gaps(at now: Timestamp) throws(DatabaseError) -> ([Gap], Int64) {
        var gaps: [Gap] = []
        var end: Int64 = 0
        // Interpolated: the names of columns, a constant.
        try database.prepare("SELECT \(Self.gapColumns), checksum = \(Self.gapChecksum) FROM gap ORDER BY gap_id LIMIT ?").run([
            .integer(Int64(BatchLimit.gapsMax))
        ]) { row in
            end = row.integer(0)
            gaps.append(row.integer(11) == 1 ? Self.gap(row) : Self.unknown(at: now))
        }
        return (gaps, end)
    }

    private static func gap(_ row: borrowing Statement.Row) -> Gap {
        var sequences = SequenceRanges()
        if !row.isNull(4), row.integer(4) <= row.integer(5) {
            sequences.insert(UInt64(clamping: row.integer(4))...UInt64(clamping: row.integer(5)))
        }
        let reasons = Gap.Reason.allCases
        let reason = Int(row.integer(2))
        return Gap(
            epoch: UInt64(bitPattern: row.integer(1)), sequences: sequences, hasOpenEnd: row.integer(10) != 0,
            frames: UInt64(clamping: row.integer(6)), bytes: UInt64(clamping: row.integer(7)),
            first: Timestamp(milliseconds: row.integer(8)), last: Timestamp(milliseconds: row.integer(9)),
            reason: reasons.indices.contains(reason) ? reasons[reason] : .damaged,
            durability: row.isNull(3) ? nil : UInt8(exactly: row.integer(3)).flatMap { FrameClass(rawValue: $0) })
    }

    /// Something was lost, and what it was is lost too.
    private static func unknown(at now: Timestamp) -> Gap {
        Gap(
            epoch: 0, sequences: SequenceRanges(), hasOpenEnd: true, frames: 0, bytes: 0, first: now, last: now, reason: .damaged,
            durability: nil)
    }
}
