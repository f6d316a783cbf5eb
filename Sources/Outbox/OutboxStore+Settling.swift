// Batches leave the outbox some time after the collector has said that they are durable there.

package import Uplink
package import Vitals

extension OutboxStore {
    private enum Delay {
        /// Acknowledgements that are lost with the process come again after its next hello. Written down with each commit, they would wear a
        /// card as much as the batches do.
        static let acknowledgements = Duration.seconds(10)
    }

    /// The collector has these. Returns how many frames that newly concerns. What is on disk follows seconds later.
    @discardableResult
    package func acknowledge(_ numbers: SequenceRanges, at time: Timestamp) throws(DatabaseError) -> Int {
        var frames = 0
        for range in numbers.ranges.flatMap({ unacknowledged.intersection($0).ranges }) {
            let weight = try weight(of: range)
            unacknowledged.remove(range)
            backlog -= weight
            frames += weight.frames
            unwritten.insert(range)
        }
        let last = acknowledgementsWritten ?? time
        acknowledgementsWritten = last
        // A clock that was set back does not stop it.
        if !isReadOnly, time < last || time - last >= Delay.acknowledgements { try writeAcknowledgements(at: time) }
        return frames
    }

    package func writeAcknowledgements(at time: Timestamp) throws(DatabaseError) {
        acknowledgementsWritten = time
        guard !unwritten.isEmpty else { return }
        try database.transaction { () throws(DatabaseError) in
            for range in unwritten.ranges { try settle(range, acknowledged: time) }
        }
        unwritten = SequenceRanges()
    }

    func weight(of range: ClosedRange<UInt64>) throws(DatabaseError) -> Backlog {
        var weight = Backlog()
        try database.prepare("SELECT count(*), total(frame_count), total(length(body)) FROM batch WHERE number BETWEEN ? AND ?").run([
            .integer(Int64(range.lowerBound)), .integer(Int64(range.upperBound)),
        ]) { weight = Backlog(batches: Int($0.integer(0)), frames: Int($0.integer(1)), bytes: Int($0.integer(2))) }
        return weight
    }

    /// Remembers what became of numbers, in one row with what came just before. `nil`: they are lost.
    func settle(_ range: ClosedRange<UInt64>, acknowledged time: Timestamp?) throws(DatabaseError) {
        let first = Int64(range.lowerBound)
        let last = Int64(range.upperBound)
        // Within a minute: batches of one row are deleted together.
        try database.prepare(
            """
            UPDATE settled SET last = ?1, checksum = crc32(first, ?1, acknowledged_ms)
            WHERE first = (SELECT max(first) FROM settled WHERE first < ?2) AND last = ?2 - 1
              AND (acknowledged_ms IS NULL AND ?3 IS NULL OR abs(acknowledged_ms - ?3) < 60000)
            """
        ).run([.integer(last), .integer(first), time.map { .integer($0.milliseconds) } ?? .null])
        guard database.changes == 0 else { return }
        try database.prepare(
            "INSERT OR REPLACE INTO settled (first, last, acknowledged_ms, checksum) VALUES (?1, ?2, ?3, crc32(?1, ?2, ?3))"
        ).run([.integer(first), .integer(last), time.map { .integer($0.milliseconds) } ?? .null])
    }

    /// The collector asks for these again: it lost what it had acknowledged. Returns those that are still here.
    package func reopen(_ numbers: SequenceRanges) throws(DatabaseError) -> SequenceRanges {
        let present = SequenceRanges(numbers.ranges.flatMap { held.intersection($0).ranges })
        var again = present
        for range in unacknowledged.ranges { again.remove(range) }
        guard !again.isEmpty else { return present }
        var back = Backlog()
        for range in again.ranges { back += try weight(of: range) }
        if !isReadOnly {
            try database.transaction { () throws(DatabaseError) in
                for range in again.ranges { try unsettle(range) }
            }
        }
        for range in again.ranges {
            unacknowledged.insert(range)
            unwritten.remove(range)
        }
        backlog += back
        return present
    }

    private func unsettle(_ range: ClosedRange<UInt64>) throws(DatabaseError) {
        var rows: [(ClosedRange<UInt64>, Timestamp?)] = []
        try database.prepare("SELECT first, last, acknowledged_ms FROM settled WHERE first <= ? AND last >= ?").run([
            .integer(Int64(range.upperBound)), .integer(Int64(range.lowerBound)),
        ]) { (row) throws(DatabaseError) in
            rows.append((try settledRange(row), row.isNull(2) ? nil : Timestamp(milliseconds: row.integer(2))))
        }
        for (row, time) in rows {
            try database.prepare("DELETE FROM settled WHERE first = ?").run([.integer(Int64(row.lowerBound))])
            var rest = SequenceRanges(row)
            rest.remove(range)
            for part in rest.ranges { try settle(part, acknowledged: time) }
        }
    }

    private func settledRange(_ row: borrowing Statement.Row) throws(DatabaseError) -> ClosedRange<UInt64> {
        guard let first = UInt64(exactly: row.integer(0)), let last = UInt64(exactly: row.integer(1)), first <= last, last <= self.last
        else {
            throw .damage("what became of batches is not what was written")
        }
        return first...last
    }

    /// Deletes what was acknowledged before `time`.
    package func deleteAcknowledged(before time: Timestamp, now: Timestamp) throws(DatabaseError) {
        try writeAcknowledgements(at: now)
        var due: [ClosedRange<UInt64>] = []
        try database.prepare("SELECT first, last FROM settled WHERE acknowledged_ms < ? ORDER BY first").run([.integer(time.milliseconds)])
        {
            (row) throws(DatabaseError) in
            due.append(try settledRange(row))
        }
        for range in due { try delete(range) }
        try raiseFloor()
    }

    /// Deletes settled batches; where they lie above the floor, it stays remembered that they are settled.
    func delete(_ range: ClosedRange<UInt64>) throws(DatabaseError) {
        // In steps, so that the log stays short.
        for first in stride(from: range.lowerBound, through: range.upperBound, by: 256) {
            let last = min(range.upperBound, first + 255)
            try database.prepare("DELETE FROM batch WHERE number BETWEEN ? AND ?").run([.integer(Int64(first)), .integer(Int64(last))])
            held.remove(first...last)
        }
        try database.prepare(
            "UPDATE settled SET acknowledged_ms = NULL, checksum = crc32(first, last, NULL) WHERE first >= ? AND last <= ?"
        ).run([.integer(Int64(range.lowerBound)), .integer(Int64(range.upperBound))])
    }

    /// Forgets what lies before everything that is held, and epochs of which nothing is left.
    func raiseFloor() throws(DatabaseError) {
        let new = held.first.map { $0 - 1 } ?? last
        guard new > floor else { return }
        let forgotten = epochs.indices.dropLast().filter { epochs[$0 + 1].base <= new }
        try database.transaction { () throws(DatabaseError) in
            try Self.setFloor(new, in: database)
            try database.prepare("DELETE FROM settled WHERE last <= ?").run([.integer(Int64(new))])
            for index in forgotten { try database.prepare("DELETE FROM epoch WHERE base = ?").run([.integer(Int64(epochs[index].base))]) }
        }
        floor = new
        for index in forgotten.reversed() { epochs.remove(at: index) }
    }

    package func oldestUnacknowledged() throws(DatabaseError) -> Timestamp? {
        guard let first = unacknowledged.first else { return nil }
        var time: Timestamp?
        try database.prepare("SELECT committed_ms FROM batch WHERE number = ?").run([.integer(Int64(first))]) {
            time = Timestamp(milliseconds: $0.integer(0))
        }
        return time
    }
}
