// When room runs out: what was acknowledged goes first, then the oldest streams, and what somebody measured on purpose last.

import Uplink
import Vitals

extension OutboxStore {
    private enum Limit {
        /// Batches deleted at a time.
        static let batches: Int64 = 256
        /// Beside the body: the table's inner pages, and pages that are only partly free.
        static let pagesBeside = 8
    }

    /// Room as it was found, less what has been taken of it since.
    struct Room {
        var pages = 0
        var commits = 0
    }

    /// Deletes until a body of so many bytes finds room, within the limit and without taking the last of the disk.
    func makeRoom(for bytes: Int, now: Timestamp) throws(DatabaseError) {
        let needed = bytes / pageBytes + Limit.pagesBeside
        if room.pages < needed || room.commits == 0 {
            while true {
                let free = try freePages()
                room = Room(pages: free.all, commits: configuration.limits.commitsUnseen)
                guard free.all < needed else { break }
                guard try deleteOldest(because: free.isDiskShort ? .diskFull : .outboxFull, now: now) else { break }
            }
        }
        room.pages -= needed
        room.commits -= 1
    }

    /// The disk took less than it should: what can be reused is made free, without growing.
    func shrink(for bytes: Int, now: Timestamp) throws(DatabaseError) {
        room = Room()
        // Moved into the database, the log begins anew in the space that it has.
        try? database.execute("PRAGMA wal_checkpoint(RESTART)")
        let needed = bytes / pageBytes + Limit.pagesBeside
        while try database.number("PRAGMA freelist_count") < needed {
            guard try deleteOldest(because: .diskFull, now: now) else { return }
        }
    }

    private func freePages() throws(DatabaseError) -> (all: Int, isDiskShort: Bool) {
        let reusable = Int(try database.number("PRAGMA freelist_count"))
        let present = Int(try database.number("PRAGMA page_count"))
        let growth = max(configuration.limits.pagesMax(of: pageBytes) - present, 0)
        let isDiskShort = configuration.disk.freeBytes(at: configuration.path).map { $0 < configuration.limits.freeBytesMin } ?? false
        return (isDiskShort ? reusable : reusable + growth, isDiskShort)
    }

    /// Whether there was anything to delete.
    private func deleteOldest(because reason: Gap.Reason, now: Timestamp) throws(DatabaseError) -> Bool {
        try writeAcknowledgements(at: now)
        var acknowledged = held
        for range in unacknowledged.ranges { acknowledged.remove(range) }
        if let oldest = acknowledged.ranges.first {
            try delete(oldest.lowerBound...min(oldest.upperBound, oldest.lowerBound + UInt64(Limit.batches) - 1))
            try raiseFloor()
            return true
        }
        for kind in [Kind.stream, .clinical] {
            var oldest = SequenceRanges()
            try database.prepare("SELECT number FROM batch WHERE class = ? ORDER BY number LIMIT ?").run([
                .integer(kind.rawValue), .integer(Limit.batches),
            ]) { oldest.insert(UInt64(clamping: $0.integer(0))) }
            guard !oldest.isEmpty else { continue }
            for range in oldest.ranges { try lose(range, because: reason, now: now) }
            try raiseFloor()
            return true
        }
        return false
    }
}
