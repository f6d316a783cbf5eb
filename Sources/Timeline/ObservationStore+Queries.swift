// How observations are read.

import GRDB
package import Vitals

extension ObservationStore {
    /// One page of one person's values of one metric, oldest first.
    package func page(_ query: ObservationQuery) throws -> ObservationPage {
        let series: StatementArguments = [query.person.text, query.metric.key]
        guard let seriesID = try Int64.fetchOne(db.cachedStatement(sql: ObservationSQL.seriesID), arguments: series) else {
            return ObservationPage(observations: [], next: nil)
        }
        let start = query.after ?? ObservationCursor(before: query.from)
        let found = try observations(
            ObservationSQL.page,
            [
                seriesID, start.time.milliseconds, start.source.offset, start.source.frame, start.source.part, query.to.milliseconds,
                query.limit + 1,
            ])
        guard found.count > query.limit else { return ObservationPage(observations: found, next: nil) }
        let page = Array(found.prefix(query.limit))
        return ObservationPage(observations: page, next: page.last.map(ObservationCursor.init(of:)))
    }

    /// The newest value of each metric of a person, in the order of the metrics' keys.
    package func latest(of person: PersonID) throws -> [Observation] {
        let series = try Int64.fetchAll(db.cachedStatement(sql: ObservationSQL.seriesOfPerson), arguments: [person.text])
        return try series.flatMap { try observations(ObservationSQL.newest, [$0]) }
    }

    /// What was projected after `source`, in the log's order.
    package func observations(after source: FrameReference, limit: Int) throws -> [Observation] {
        try observations(ObservationSQL.after, [source.offset, source.frame, source.part, limit])
    }

    /// The place in the log of the last observation, if there is any.
    package func lastSource() throws -> FrameReference? {
        try Row.fetchOne(db.cachedStatement(sql: ObservationSQL.lastSource)).map {
            FrameReference(offset: $0[0], frame: $0[1], part: $0[2])
        }
    }

    package func hasObservations(of person: PersonID) throws -> Bool {
        try Int64.fetchOne(db.cachedStatement(sql: ObservationSQL.seriesOfPerson), arguments: [person.text]) != nil
    }

    /// The people who have observations, by name.
    package func people(after name: String = "", limit: Int) throws -> [PersonID] {
        try String.fetchAll(db.cachedStatement(sql: ObservationSQL.people), arguments: [name, limit]).map { try PersonID($0) }
    }

    private func observations(_ sql: String, _ arguments: StatementArguments) throws -> [Observation] {
        let rows = try Row.fetchCursor(db.cachedStatement(sql: sql), arguments: arguments)
        var found: [Observation] = []
        while let row = try rows.next() {
            // A metric that a newer version wrote is not in this version's catalogue; it stays in the table.
            guard let observation = try Observation(row) else { continue }
            found.append(observation)
        }
        return found
    }
}

extension Observation {
    fileprivate init?(_ row: Row) throws {
        guard let metric = Metric(key: row[1] as String), let device = DeviceAddress(rawValue: UInt64(bitPattern: row[3] as Int64)) else {
            return nil
        }
        let time = TimeCode.parts(row[7])
        self.init(
            person: try PersonID(row[0] as String), device: device, gateway: try GatewayID(row[2] as String), metric: metric,
            time: Timestamp(milliseconds: row[4]), timeQuality: time.quality, value: row[5],
            quality: ObservationQuality(code: row[6]), isSimulated: row[8],
            source: FrameReference(offset: row[9], frame: row[10], part: row[11]), timeBasis: time.basis)
    }
}
