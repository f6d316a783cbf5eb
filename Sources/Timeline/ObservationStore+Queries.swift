// How observations are read.

import Foundation
import GRDB
package import Vitals

extension ObservationStore {
    /// One page of one person's values of one metric, oldest first.
    package func page(_ query: ObservationQuery) throws -> ObservationPage {
        let series = try seriesIDs(query.person, query.metric)
        let start = query.after ?? ObservationCursor(before: query.from)
        let hours = try Set(series.flatMap { try self.hours(of: $0.id, from: start.time, to: query.to) }).sorted()
        var names = OriginNames(db)
        var found: [Observation] = []
        for hour in hours where found.count <= query.limit {
            let ofHour = try series.flatMap { id, isSimulated in
                try samples(of: id, in: hour).filter { $0.time < query.to && ObservationCursor($0) > start }.map { ($0, isSimulated) }
            }
            for (sample, isSimulated) in ofHour.sorted(by: { $0.0 < $1.0 }).prefix(query.limit + 1 - found.count) {
                found.append(
                    Observation(
                        sample, of: query.person, query.metric, origin: try names[sample.attributes.origin], isSimulated: isSimulated))
            }
        }
        guard found.count > query.limit else { return ObservationPage(observations: found, next: nil) }
        let page = Array(found.prefix(query.limit))
        return ObservationPage(observations: page, next: page.last.map(ObservationCursor.init(of:)))
    }

    func seriesIDs(_ person: PersonID, _ metric: Metric) throws -> [(id: Int64, isSimulated: Bool)] {
        try Row.fetchAll(db.cachedStatement(sql: ObservationSQL.seriesIDs), arguments: [person.text, metric.key]).map { ($0[0], $0[1]) }
    }

    private func hours(of series: Int64, from: Timestamp, to: Timestamp) throws -> [Int64] {
        try Int64.fetchAll(
            db.cachedStatement(sql: ObservationSQL.hours), arguments: [series, Self.hour(of: from), to.milliseconds])
    }

    /// The newest value of each metric of a person, in the order of the metrics' keys.
    package func latest(of person: PersonID) throws -> [Observation] {
        var names = OriginNames(db)
        var series = SeriesNames(db)
        return try Row.fetchAll(db.cachedStatement(sql: ObservationSQL.latest), arguments: [person.text]).compactMap { row in
            let sample = Sample(
                time: Timestamp(milliseconds: row[1]), value: row[6],
                attributes: SampleAttributes(origin: row[5], code: UInt64(bitPattern: row[7] as Int64)),
                source: FrameReference(offset: row[2], frame: row[3], part: row[4]))
            return try series[row[0]].map { person, metric, isSimulated in
                Observation(sample, of: person, metric, origin: try names[sample.attributes.origin], isSimulated: isSimulated)
            }
        }
    }

    /// What was projected since a place among the fresh chunks, in the order of the log, and the place after it; about `limit` observations, at least one chunk.
    package func news(after place: Int64, limit: Int) throws -> (observations: [Observation], place: Int64, isPartial: Bool) {
        var names = OriginNames(db)
        var series = SeriesNames(db)
        var found: [Observation] = []
        var place = place
        let rows = try Row.fetchCursor(db.cachedStatement(sql: ObservationSQL.news), arguments: [place, limit + 1])
        while let row = try rows.next() {
            guard found.isEmpty || found.count + (row[3] as Int) <= limit else { return (Self.inOrderOfLog(found), place, true) }
            place = row[0]
            guard let (person, metric, isSimulated) = try series[row[1]] else { continue }
            for sample in try Chunk(data: row[2]).samples() {
                found.append(
                    Observation(sample, of: person, metric, origin: try names[sample.attributes.origin], isSimulated: isSimulated))
            }
        }
        return (Self.inOrderOfLog(found), place, false)
    }

    private static func inOrderOfLog(_ observations: [Observation]) -> [Observation] { observations.sorted { $0.source < $1.source } }

    /// The place after everything that was projected.
    package func lastPlace() throws -> Int64 { try Int64.fetchOne(db.cachedStatement(sql: ObservationSQL.lastFresh)) ?? 0 }

    /// Whether there are values that no simulator made.
    package func hasMeasured(_ metric: Metric, of person: PersonID) throws -> Bool {
        try seriesIDs(person, metric).contains { !$0.isSimulated }
    }

    package func hasObservations(of person: PersonID) throws -> Bool {
        try Int64.fetchOne(db.cachedStatement(sql: ObservationSQL.person), arguments: [person.text]) != nil
    }

    /// The people who have observations, by name.
    package func people(after name: String = "", limit: Int) throws -> [PersonID] {
        try String.fetchAll(db.cachedStatement(sql: ObservationSQL.people), arguments: [name, limit]).map { try PersonID($0) }
    }
}

/// Devices and gateways by their row, each read once.
private struct OriginNames {
    private let db: Database
    private var known: [Int64: ObservationStore.Origin] = [:]

    init(_ db: Database) {
        self.db = db
    }

    subscript(id: Int64) -> ObservationStore.Origin {
        mutating get throws {
            if let origin = known[id] { return origin }
            guard let row = try Row.fetchOne(db.cachedStatement(sql: ObservationSQL.originName), arguments: [id]),
                let device = DeviceAddress(rawValue: UInt64(bitPattern: row[1] as Int64))
            else { throw ChunkError.value("origin") }
            let origin = ObservationStore.Origin(gateway: try GatewayID(row[0] as String), device: device)
            known[id] = origin
            return origin
        }
    }
}

/// The same of series; one whose metric a newer version wrote is `nil`, and stays in the tables.
private struct SeriesNames {
    private let db: Database
    private var known: [Int64: (PersonID, Metric, Bool)?] = [:]

    init(_ db: Database) {
        self.db = db
    }

    subscript(id: Int64) -> (PersonID, Metric, Bool)? {
        mutating get throws {
            if let series = known[id] { return series }
            guard let row = try Row.fetchOne(db.cachedStatement(sql: ObservationSQL.seriesName), arguments: [id]) else {
                throw ChunkError.value("series")
            }
            let person = try PersonID(row[0] as String)
            let series = Metric(key: row[1] as String).map { (person, $0, row[2] as Bool) }
            known[id] = .some(series)
            return series
        }
    }
}

extension Observation {
    fileprivate init(_ sample: Sample, of person: PersonID, _ metric: Metric, origin: ObservationStore.Origin, isSimulated: Bool) {
        self.init(
            person: person, device: origin.device, gateway: origin.gateway, metric: metric, time: sample.time,
            timeQuality: sample.attributes.timeQuality, value: sample.value, quality: sample.attributes.quality, isSimulated: isSimulated,
            source: sample.source, timeBasis: sample.attributes.timeBasis)
    }
}
