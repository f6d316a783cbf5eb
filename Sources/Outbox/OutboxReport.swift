// What an outbox holds, for people: read beside a running gateway, or without one.

import Uplink
package import Vitals

package struct OutboxReport: Hashable, Sendable {
    /// What waits for the collector's acknowledgement, in all and what of it is clinical.
    package let waiting: OutboxStore.Backlog
    package let clinical: OutboxStore.Backlog
    /// When the oldest of it was committed.
    package let oldest: Timestamp?
    /// What the collector has, and the gateway still keeps.
    package let acknowledged: OutboxStore.Backlog
    /// In which the gateway writes now.
    package let epoch: UInt64
    /// Of the pages that hold something.
    package let databaseBytes: Int
    /// What was committed in the last hour before the newest batch, for a rate.
    package let recentBytes: Int
    package let recentSeconds: Int
    /// Losses that no batch tells of yet, and batches of gaps that wait.
    package let gaps: Int

    /// How long the room below a limit lasts at the present rate, should nothing be delivered.
    package func secondsLeft(limits: OutboxLimits) -> Int? {
        guard recentBytes > 0, recentSeconds > 0 else { return nil }
        return max(0, limits.bytesMax - databaseBytes) / max(1, recentBytes / recentSeconds)
    }

    /// The encoded batches that are held, beside a running gateway.
    package static func bodies(path: String) throws(DatabaseError) -> [[UInt8]] {
        let database = try Database(path: path, .read)
        var bodies: [[UInt8]] = []
        try database.prepare("SELECT body FROM batch ORDER BY number").run { bodies.append($0.blob(0)) }
        return bodies
    }

    package static func read(path: String) throws(DatabaseError) -> OutboxReport {
        let database = try Database(path: path, .read)
        var known = SequenceRanges()
        try database.prepare("SELECT first, last FROM settled WHERE acknowledged_ms IS NOT NULL").run {
            guard let first = UInt64(exactly: $0.integer(0)), let last = UInt64(exactly: $0.integer(1)), first <= last else { return }
            known.insert(first...last)
        }
        let newest = try database.number("SELECT committed_ms FROM batch ORDER BY number DESC LIMIT 1")
        var waiting = OutboxStore.Backlog()
        var clinical = OutboxStore.Backlog()
        var acknowledged = OutboxStore.Backlog()
        var oldest: Timestamp?
        var recent: (bytes: Int, first: Int64) = (0, newest)
        var gaps = Int(try database.number("SELECT count(*) FROM gap"))
        try database.prepare("SELECT number, frame_count, length(body), class, committed_ms FROM batch ORDER BY number").run { row in
            let (frames, bytes) = (Int(row.integer(1)), Int(row.integer(2)))
            func add(to backlog: inout OutboxStore.Backlog) {
                backlog += OutboxStore.Backlog(batches: 1, frames: frames, bytes: bytes)
            }
            if newest - row.integer(4) < 3_600_000 {
                recent = (recent.bytes + bytes, min(recent.first, row.integer(4)))
            }
            guard !known.contains(UInt64(clamping: row.integer(0))) else { return add(to: &acknowledged) }
            add(to: &waiting)
            if row.integer(3) == OutboxStore.Kind.clinical.rawValue { add(to: &clinical) }
            if row.integer(3) == OutboxStore.Kind.gaps.rawValue { gaps += 1 }
            if oldest == nil { oldest = Timestamp(milliseconds: row.integer(4)) }
        }
        let pages = try database.number("PRAGMA page_count") - database.number("PRAGMA freelist_count")
        return OutboxReport(
            waiting: waiting, clinical: clinical, oldest: oldest, acknowledged: acknowledged,
            epoch: UInt64(bitPattern: try database.number("SELECT epoch FROM epoch ORDER BY base DESC LIMIT 1")),
            databaseBytes: Int(pages * (try database.number("PRAGMA page_size"))), recentBytes: recent.bytes,
            recentSeconds: Int(newest - recent.first) / 1000, gaps: gaps)
    }
}
