// Which sequences are durable, read once at start.

import GRDB
import Uplink
import Vitals

extension SQLiteLog {
    package func durableStreams() async throws -> [DurableStream] {
        // What a killed process wrote and did not sync is there again, and is not durable yet: a checkpoint makes it so before it is counted.
        _ = try await pool.writeWithoutTransaction { db in try db.checkpoint(.passive) }
        return try await pool.read { db in
            let rows = try Row.fetchCursor(db, sql: EventSQL.runEnds)
            var streams = try Self.droppedStreams(db)
            var first: Int64 = 0
            while let row = try rows.next() {
                let stream = StreamKey(source: row[0], epoch: UInt64(bitPattern: row[1] as Int64))
                let sequence: Int64 = row[2]
                if row[3] as Bool { first = sequence }
                if row[4] as Bool {
                    streams[stream, default: SequenceRanges()].insert(UInt64(bitPattern: first)...UInt64(bitPattern: sequence))
                }
            }
            var lost: [StreamKey: SequenceRanges] = [:]
            let gaps = try Row.fetchCursor(db, sql: EventSQL.allLost)
            while let row = try gaps.next() {
                let range = UInt64(bitPattern: row[2] as Int64)...UInt64(bitPattern: row[3] as Int64)
                lost[StreamKey(source: row[0], epoch: UInt64(bitPattern: row[1] as Int64)), default: SequenceRanges()].insert(range)
            }
            return Set(streams.keys).union(lost.keys).compactMap { stream in
                // A name that is damaged is nobody's.
                guard let gateway = try? GatewayID(stream.source) else { return nil }
                return DurableStream(
                    gateway: gateway, epoch: stream.epoch, ranges: streams[stream] ?? SequenceRanges(),
                    lost: lost[stream] ?? SequenceRanges())
            }
        }
    }

    /// What retention dropped of each gateway and epoch.
    static func droppedStreams(_ db: Database) throws -> [StreamKey: SequenceRanges] {
        var streams: [StreamKey: SequenceRanges] = [:]
        let rows = try Row.fetchCursor(db, sql: EventSQL.allDropped)
        while let row = try rows.next() {
            let stream = StreamKey(source: row[0], epoch: UInt64(bitPattern: row[1] as Int64))
            streams[stream, default: SequenceRanges()].insert(UInt64(bitPattern: row[2] as Int64)...UInt64(bitPattern: row[3] as Int64))
        }
        return streams
    }
}
