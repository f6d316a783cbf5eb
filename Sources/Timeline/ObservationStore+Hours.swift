// An hour of a series: its samples, and how it becomes whole.

import Foundation
import GRDB
package import Vitals

extension ObservationStore {
    private enum Compaction {
        /// Fresh samples of a gateway before they are shared out: some MiB, that a reader passes over in milliseconds.
        static let samplesMax = 131_072
        /// However few they are.
        static let age = Duration.seconds(300)
        /// Where there are many gateways, those that began together must not all fall due together: the oldest goes as soon as it is this old.
        static let ageInCrowd = Duration.seconds(150)
        static let crowd = 100
        /// An hour that was added to is made one after it has been over for so long.
        static let rest = Duration.seconds(600)
        /// Hours that are made one for each gateway that is shared out: a gateway of forty straps has eighty series, and shares twelve times
        /// an hour.
        static let mergedMax = 8
    }

    /// Every sample of an hour that is whole, in order.
    func samples(of series: Int64, in hour: Int64) throws -> [Sample] {
        try Data.fetchAll(db.cachedStatement(sql: ObservationSQL.chunksOfHour), arguments: [series, hour])
            .flatMap { try Chunk(data: $0).samples() }
    }

    /// Samples that are in no hour yet, in the order in which they came.
    func freshSamples(of series: Int64) throws -> [Sample] {
        var found: [Sample] = []
        for gateway in try String.fetchAll(db.cachedStatement(sql: ObservationSQL.gatewaysOfSeries), arguments: [series]) {
            let blocks = try Data.fetchCursor(db.cachedStatement(sql: ObservationSQL.freshOfGateway), arguments: [gateway])
            while let block = try blocks.next() { try FreshBlock(data: block).forEach(of: series) { found += $1 } }
        }
        return found
    }

    /// The same by hour.
    func freshHours(of series: Int64, from: Timestamp, to: Timestamp) throws -> [Int64: [Sample]] {
        let (first, end) = (Self.hour(of: from), to.milliseconds)
        return Dictionary(grouping: try freshSamples(of: series)) { Self.hour(of: $0.time) }.filter { $0.key >= first && $0.key < end }
    }

    /// Shares out what is fresh of gateways that have much of it, or had some for a while, and makes hours one that were added to; of at most
    /// `limit` gateways. Returns of how many.
    @discardableResult
    package func compact(at now: Timestamp, limit: Int) throws -> Int {
        let gateways = try Int.fetchOne(db.cachedStatement(sql: "SELECT COUNT(*) FROM head")) ?? 0
        let oldest = (now - (gateways > Compaction.crowd ? Compaction.ageInCrowd : Compaction.age)).milliseconds
        let due = try String.fetchAll(
            db.cachedStatement(sql: ObservationSQL.dueGateways), arguments: [Compaction.samplesMax, oldest, limit])
        for gateway in due { try compact(gateway) }
        let before = (now - Compaction.rest).milliseconds - Limit.hour
        try merge(before: before, limit: limit * Compaction.mergedMax)
        return due.count
    }

    /// Makes hours one, of what began before a time.
    @discardableResult
    private func merge(before time: Int64, limit: Int) throws -> Int {
        let rows = try Row.fetchAll(db.cachedStatement(sql: ObservationSQL.raggedHours), arguments: [time, limit])
        for row in rows { try write(samples(of: row[0], in: row[1]), in: row[1], of: row[0]) }
        return rows.count
    }

    /// Makes every hour whole.
    package func compactAll() throws {
        while try compactOne() {}
    }

    /// Shares out what is fresh of one gateway, or makes some hours one; false when there is nothing left.
    package func compactOne() throws -> Bool {
        guard let gateway = try String.fetchOne(db, sql: "SELECT gateway FROM head ORDER BY gateway LIMIT 1") else {
            return try merge(before: .max, limit: 1000) > 0
        }
        try compact(gateway)
        return true
    }

    func compact(_ gateway: String) throws {
        var series: [Int64: [Sample]] = [:]
        let blocks = try Data.fetchCursor(db.cachedStatement(sql: ObservationSQL.freshOfGateway), arguments: [gateway])
        while let block = try blocks.next() { try FreshBlock(data: block).forEach { series[$0, default: []] += $1 } }
        for (id, samples) in series.sorted(by: { $0.key < $1.key }) { try add(samples.sorted(), to: id) }
        try db.cachedStatement(sql: "DELETE FROM fresh WHERE gateway = ?").execute(arguments: [gateway])
        try db.cachedStatement(sql: "DELETE FROM head WHERE gateway = ?").execute(arguments: [gateway])
    }

    /// Adds samples, in order, to the hours in which they lie.
    func add(_ samples: [Sample], to series: Int64) throws {
        for (hour, samples) in Self.byHour(samples) {
            if try append(samples, to: hour, of: series) { continue }
            try replace(hour, of: series, with: (self.samples(of: series, in: hour) + samples).sorted())
        }
        if let last = samples.last { try noteLatest(last, of: series) }
    }

    /// Adds samples behind all that an hour has, which costs nothing for these; false when they do not lie there.
    private func append(_ samples: ArraySlice<Sample>, to hour: Int64, of series: Int64) throws -> Bool {
        guard let row = try Row.fetchOne(db.cachedStatement(sql: ObservationSQL.lastChunkOfHour), arguments: [series, hour]) else {
            try replace(hour, of: series, with: Array(samples))
            return true
        }
        let last = try Chunk(data: row[1]).samples()
        // The minute that both have a part of is resolved anew.
        guard let first = samples.first, let before = last.last, before < first else { return false }
        let minute = Resolution.minute.start(of: first.time)
        guard let start = last.first, start.time < minute || row[0] == 0 else { return false }
        let insert = try db.cachedStatement(sql: ObservationSQL.insertChunk)
        for (place, chunk) in Self.chunks(samples).enumerated() {
            try insert.execute(arguments: [series, hour, (row[0] as Int) + 1 + place, Chunk(chunk).data])
        }
        try db.cachedStatement(sql: ObservationSQL.insertRagged).execute(arguments: [series, hour])
        var minutes = try group(.minute, at: Timestamp(milliseconds: hour), of: series)
        let anew = RollupGroup(.minute, start: minutes.start, of: try resolved(last.filter { $0.time >= minute } + samples))
        for (time, rollup) in anew.inOrder { minutes.set(rollup, at: time) }
        try rollUp(minutes, of: series)
        return true
    }

    func noteLatest(_ sample: Sample, of series: Int64) throws {
        try db.cachedStatement(sql: ObservationSQL.insertLatest).execute(arguments: [
            series, sample.time.milliseconds, sample.source.offset, sample.source.frame, sample.source.part, sample.attributes.origin,
            sample.value, Int64(sample.attributes.code),
        ])
    }

    /// The hour has these samples, in order, and its rollups are theirs.
    func replace(_ hour: Int64, of series: Int64, with samples: [Sample]) throws {
        try write(samples, in: hour, of: series)
        try rollUp(RollupGroup(.minute, start: Timestamp(milliseconds: hour), of: try resolved(samples)), of: series)
    }

    /// The same samples are the same bytes, whenever and in how many pieces they came.
    private func write(_ samples: [Sample], in hour: Int64, of series: Int64) throws {
        try db.cachedStatement(sql: "DELETE FROM chunk WHERE series_id = ? AND hour_ms = ?").execute(arguments: [series, hour])
        try db.cachedStatement(sql: "DELETE FROM ragged WHERE series_id = ? AND hour_ms = ?").execute(arguments: [series, hour])
        let insert = try db.cachedStatement(sql: ObservationSQL.insertChunk)
        for (place, chunk) in Self.chunks(samples[...]).enumerated() {
            try insert.execute(arguments: [series, hour, place, Chunk(chunk).data])
        }
    }

    private func rollUp(_ minutes: RollupGroup, of series: Int64) throws {
        try write(minutes, of: series)
        var hours = try group(.hour, at: minutes.start, of: series)
        hours.set(minutes.total, at: minutes.start)
        try write(hours, of: series)
        var sixHours = try group(.sixHours, at: minutes.start, of: series)
        sixHours.set(hours.total(of: .sixHours, at: minutes.start), at: minutes.start)
        try write(sixHours, of: series)
        var days = try group(.day, at: minutes.start, of: series)
        days.set(hours.total, at: hours.start)
        try write(days, of: series)
    }

    func group(_ resolution: Resolution, at time: Timestamp, of series: Int64) throws -> RollupGroup {
        let start = resolution.groupStart(of: time)
        let row = try Row.fetchOne(
            db.cachedStatement(sql: ObservationSQL.rollups),
            arguments: [series, resolution.code, start.milliseconds, start.milliseconds + 1])
        guard let row else { return RollupGroup(resolution, start: start) }
        return try RollupGroup(resolution, start: start, decoding: [UInt8](row[1] as Data))
    }

    func write(_ group: RollupGroup, of series: Int64) throws {
        guard !group.rollups.isEmpty else {
            return try db.execute(
                sql: "DELETE FROM rollup WHERE series_id = ? AND resolution = ? AND start_ms = ?",
                arguments: [series, group.resolution.code, group.start.milliseconds])
        }
        try db.cachedStatement(sql: ObservationSQL.insertRollup).execute(
            arguments: [series, group.resolution.code, group.start.milliseconds, group.encoded().data])
    }
}

extension [UInt8] {
    var data: Data { Data(self) }
}

extension Chunk {
    var data: Data { Data(bytes) }

    init(data: Data) {
        self.init(bytes: [UInt8](data))
    }
}

extension FreshBlock {
    init(data: Data) {
        self.init(bytes: [UInt8](data))
    }
}
