// How observations are read.

import Foundation
import GRDB
package import Vitals

extension ObservationStore {
    /// One page of one person's values of one metric, oldest first.
    package func page(_ query: ObservationQuery) throws -> ObservationPage {
        let series = try seriesIDs(query.person, query.metric)
        let start = query.after ?? ObservationCursor(before: query.from)
        var fresh: [Int64: [Int64: [Sample]]] = [:]
        var hours: Set<Int64> = []
        for (id, _) in series {
            let ofSeries = try freshHours(of: id, from: start.time, to: query.to)
            fresh[id] = ofSeries
            hours.formUnion(ofSeries.keys)
            hours.formUnion(try self.hours(of: id, from: start.time, to: query.to))
        }
        var found: [Observation] = []
        for hour in hours.sorted() where found.count <= query.limit {
            var ofHour: [(sample: Sample, isSimulated: Bool)] = []
            for (id, isSimulated) in series {
                var samples = try self.samples(of: id, in: hour)
                if let fresh = fresh[id]?[hour] { samples = (samples + fresh).sorted() }
                if query.view == .resolved { samples = try resolved(samples) }
                ofHour += samples.filter { $0.time < query.to && ObservationCursor($0) > start }.map { ($0, isSimulated) }
            }
            if series.count > 1 { ofHour.sort { $0.sample < $1.sample } }
            for (sample, isSimulated) in ofHour.prefix(query.limit + 1 - found.count) {
                found.append(
                    Observation(
                        sample, of: query.person, query.metric, origin: try names.origin(sample.attributes.origin, db),
                        isSimulated: isSimulated))
            }
        }
        guard found.count > query.limit else { return ObservationPage(observations: found, next: nil) }
        let page = Array(found.prefix(query.limit))
        return ObservationPage(observations: page, next: page.last.map(ObservationCursor.init(of:)))
    }

    func seriesIDs(_ person: PersonID, _ metric: Metric) throws -> [(id: Int64, isSimulated: Bool)] {
        try Row.fetchAll(db.cachedStatement(sql: ObservationSQL.seriesIDs), arguments: [person.text, metric.key]).map { ($0[0], $0[1]) }
    }

    /// Those that are whole.
    func hours(of series: Int64, from: Timestamp, to: Timestamp) throws -> [Int64] {
        try Int64.fetchAll(
            db.cachedStatement(sql: ObservationSQL.hours), arguments: [series, Self.hour(of: from), to.milliseconds])
    }

    /// The newest value of each metric of a person, in the order of the metrics' keys.
    package func latest(of person: PersonID) throws -> [Observation] {
        let ids = try Int64.fetchAll(db.cachedStatement(sql: ObservationSQL.seriesOfPerson), arguments: [person.text])
        return try ids.compactMap { id in
            let whole = try Row.fetchOne(db.cachedStatement(sql: ObservationSQL.latest), arguments: [id]).map { Sample(latest: $0) }
            let samples = (whole.map { [$0] } ?? []) + (try freshSamples(of: id).max().map { [$0] } ?? [])
            return try samples.max().flatMap { try observation($0, of: id) }
        }
    }

    /// The same of everybody, in one pass over what is fresh; of at most so many series.
    package func latestOfAll(seriesMax: Int) throws -> [Observation] {
        var latest: [Int64: Sample] = [:]
        let rows = try Row.fetchCursor(db, sql: ObservationSQL.latestOfAll)
        while let row = try rows.next() { latest[row[7]] = Sample(latest: row) }
        let blocks = try Data.fetchCursor(db, sql: "SELECT body FROM fresh")
        while let block = try blocks.next() {
            try FreshBlock(data: block).forEach { series, samples in
                guard let newest = samples.max() else { return }
                latest[series] = latest[series].map { max($0, newest) } ?? newest
            }
        }
        return try latest.sorted { $0.key < $1.key }.prefix(seriesMax).compactMap { try observation($0.value, of: $0.key) }
    }

    private func observation(_ sample: Sample, of series: Int64) throws -> Observation? {
        try names.series(series, db).map { person, metric, isSimulated in
            Observation(sample, of: person, metric, origin: try names.origin(sample.attributes.origin, db), isSimulated: isSimulated)
        }
    }

    /// What was projected since a place among the fresh blocks, in the order of the log, and the place after it; about `limit` observations, at
    /// least one block.
    package func news(after place: Int64, limit: Int) throws -> (observations: [Observation], place: Int64, isPartial: Bool) {
        var found: [Observation] = []
        var place = place
        let rows = try Row.fetchCursor(db.cachedStatement(sql: ObservationSQL.news), arguments: [place, limit + 1])
        while let row = try rows.next() {
            guard found.isEmpty || found.count + (row[1] as Int) <= limit else { return (Self.inOrderOfLog(found), place, true) }
            place = row[0]
            try FreshBlock(data: row[2]).forEach { id, samples in
                guard let (person, metric, isSimulated) = try names.series(id, db) else { return }
                for sample in samples {
                    found.append(
                        Observation(
                            sample, of: person, metric, origin: try names.origin(sample.attributes.origin, db), isSimulated: isSimulated))
                }
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

extension Observation {
    fileprivate init(_ sample: Sample, of person: PersonID, _ metric: Metric, origin: Origin, isSimulated: Bool) {
        self.init(
            person: person, device: origin.device, gateway: origin.gateway, metric: metric, time: sample.time,
            timeQuality: sample.attributes.timeQuality, value: sample.value, quality: sample.attributes.quality, isSimulated: isSimulated,
            source: sample.source, timeBasis: sample.attributes.timeBasis, utcOffsetMinutes: sample.attributes.utcOffsetMinutes)
    }
}

extension Sample {
    /// A row of `latest`.
    fileprivate init(latest row: Row) {
        self.init(
            time: Timestamp(milliseconds: row[0]), value: row[5],
            attributes: SampleAttributes(origin: row[4], code: UInt64(bitPattern: row[6] as Int64)),
            source: FrameReference(offset: row[1], frame: row[2], part: row[3]))
    }
}
