// Observations in views.sqlite: written by the projection inside its transaction, read by whoever shows them.

package import GRDB
package import Vitals

/// The observations in one database connection.
///
/// A value of this type lives as long as the connection's access: the projection makes one in its transaction, a reader in its read.
package struct ObservationStore {
    let db: Database

    package init(_ db: Database) {
        self.db = db
    }

    /// Adds observations; one that comes from a frame already projected changes nothing. Returns how many were new.
    package func insert(_ observations: [Observation]) throws -> Int {
        var inserted = 0
        let statement = try db.cachedStatement(sql: ObservationSQL.insert)
        var seriesIDs: [Series: Int64] = [:]
        var originIDs: [Origin: Int64] = [:]
        for observation in observations {
            let series = Series(person: observation.person, metric: observation.metric.key)
            let origin = Origin(gateway: observation.gateway, device: observation.device)
            let seriesID = try seriesIDs[series] ?? id(of: series)
            let originID = try originIDs[origin] ?? id(of: origin)
            seriesIDs[series] = seriesID
            originIDs[origin] = originID
            try statement.execute(arguments: [
                seriesID, observation.time.milliseconds, observation.source.offset, observation.source.frame, observation.source.part,
                originID, observation.value, observation.quality.code, TimeCode.of(observation.timeQuality, observation.timeBasis),
                observation.isSimulated,
            ])
            inserted += db.changesCount
        }
        return inserted
    }

    /// Moves what rests on the gateway's clock, of all observations of a batch, by so many milliseconds; its times are corrected then.
    package func move(batch offset: Int64, byMilliseconds shift: Int64) throws {
        try db.cachedStatement(sql: ObservationSQL.move).execute(arguments: [shift, offset])
    }

    private struct Series: Hashable {
        let person: PersonID
        let metric: String
    }

    private struct Origin: Hashable {
        let gateway: GatewayID
        let device: DeviceAddress
    }

    private func id(of series: Series) throws -> Int64 {
        let arguments: StatementArguments = [series.person.text, series.metric]
        let find = try db.cachedStatement(sql: ObservationSQL.seriesID)
        if let present = try Int64.fetchOne(find, arguments: arguments) { return present }
        try db.execute(sql: "INSERT INTO series (person, metric) VALUES (?, ?)", arguments: arguments)
        return db.lastInsertedRowID
    }

    private func id(of origin: Origin) throws -> Int64 {
        let arguments: StatementArguments = [origin.gateway.text, Int64(bitPattern: origin.device.rawValue)]
        let find = try db.cachedStatement(sql: ObservationSQL.originID)
        if let present = try Int64.fetchOne(find, arguments: arguments) { return present }
        try db.execute(sql: "INSERT INTO origin (gateway, device) VALUES (?, ?)", arguments: arguments)
        return db.lastInsertedRowID
    }
}
