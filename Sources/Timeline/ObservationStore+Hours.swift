// An hour of a series: its samples, and how it becomes whole.

import Foundation
import GRDB
package import Vitals

extension ObservationStore {
    private enum Compaction {
        /// Small chunks of an hour before they become one: a strap's two minutes.
        static let chunksMax = 256
        /// However few they are.
        static let age = Duration.seconds(600)
    }

    /// Every sample of an hour, in order.
    func samples(of series: Int64, in hour: Int64) throws -> [Sample] {
        let whole = try Data.fetchAll(db.cachedStatement(sql: ObservationSQL.chunksOfHour), arguments: [series, hour])
        let fresh = try freshSamples(of: series, in: hour)
        let samples = try whole.flatMap { try Chunk(data: $0).samples() }
        return fresh.isEmpty ? samples : (samples + fresh).sorted()
    }

    func freshSamples(of series: Int64, in hour: Int64) throws -> [Sample] {
        try Data.fetchAll(db.cachedStatement(sql: ObservationSQL.freshOfHour), arguments: [series, hour])
            .flatMap { try Chunk(data: $0).samples() }
    }

    /// Makes hours whole that have many small chunks, or had one for a while; at most `limit`. Returns how many.
    @discardableResult
    package func compact(at now: Timestamp, limit: Int) throws -> Int {
        let oldest = (now - Compaction.age).milliseconds
        return try compact(
            Row.fetchAll(db.cachedStatement(sql: ObservationSQL.dueHours), arguments: [Compaction.chunksMax, oldest, limit]))
    }

    /// Makes every hour whole.
    package func compactAll() throws {
        try compact(Row.fetchAll(db, sql: "SELECT series_id, hour_ms FROM head"))
    }

    @discardableResult
    private func compact(_ hours: [Row]) throws -> Int {
        for row in hours { try replace(row[1], of: row[0], with: samples(of: row[0], in: row[1])) }
        return hours.count
    }

    /// The hour has these samples, in order, and its rollups are theirs.
    func replace(_ hour: Int64, of series: Int64, with samples: [Sample]) throws {
        for table in ["fresh", "head", "chunk"] {
            // Interpolated: one of three names.
            try db.cachedStatement(sql: "DELETE FROM \(table) WHERE series_id = ? AND hour_ms = ?").execute(arguments: [series, hour])
        }
        let insert = try db.cachedStatement(sql: ObservationSQL.insertChunk)
        for (place, chunk) in Self.chunks(samples[...]).enumerated() {
            try insert.execute(arguments: [series, hour, place, Chunk(chunk).data])
        }
        try rollUp(hour, of: series, samples)
    }

    private func rollUp(_ hour: Int64, of series: Int64, _ samples: [Sample]) throws {
        let start = Timestamp(milliseconds: hour)
        let minutes = RollupGroup(.minute, start: start, of: samples)
        try write(minutes, of: series)
        var hours = try group(.hour, at: start, of: series)
        hours.set(minutes.total, at: start)
        try write(hours, of: series)
        var days = try group(.day, at: start, of: series)
        days.set(hours.total, at: hours.start)
        try write(days, of: series)
    }

    private func group(_ resolution: Resolution, at time: Timestamp, of series: Int64) throws -> RollupGroup {
        let start = resolution.groupStart(of: time)
        let row = try Row.fetchOne(
            db.cachedStatement(sql: ObservationSQL.rollups),
            arguments: [series, resolution.code, start.milliseconds, start.milliseconds + 1])
        guard let row else { return RollupGroup(resolution, start: start) }
        return try RollupGroup(resolution, start: start, decoding: [UInt8](row[1] as Data))
    }

    private func write(_ group: RollupGroup, of series: Int64) throws {
        guard !group.rollups.isEmpty else {
            return try db.execute(
                sql: "DELETE FROM rollup WHERE series_id = ? AND resolution = ? AND start_ms = ?",
                arguments: [series, group.resolution.code, group.start.milliseconds])
        }
        try db.cachedStatement(sql: ObservationSQL.insertRollup).execute(
            arguments: [series, group.resolution.code, group.start.milliseconds, Data(group.encoded())])
    }
}

extension Chunk {
    var data: Data { Data(bytes) }

    init(data: Data) {
        self.init(bytes: [UInt8](data))
    }
}
