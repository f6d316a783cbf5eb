// Observations in views.sqlite: written by the projection inside its transaction, read by whoever shows them.

package import GRDB
package import Vitals

/// The observations in one database connection.
///
/// Each series (a person, a metric, simulated or not) has its samples in chunks by the hour. What a transaction adds is a small chunk of its
/// own among the fresh ones; now and then an hour's chunks become one, and its rollups are made. So a value is written twice, whatever the
/// load, and what an hour holds in the end does not depend on when and in what order it came.
///
/// A value of this type lives as long as the connection's access: the projection makes one in its transaction, a reader in its read. That a
/// batch is projected once is the projection's affair: its checkpoint moves in the same transaction.
package struct ObservationStore {
    let db: Database

    package init(_ db: Database) {
        self.db = db
    }

    enum Limit {
        static let hour: Int64 = 3_600_000
        static let migrated = 50_000
    }

    struct Series: Hashable {
        let person: PersonID
        let metric: String
        let isSimulated: Bool
    }

    struct Origin: Hashable {
        let gateway: GatewayID
        let device: DeviceAddress
    }

    /// Adds observations. `now` is when, for the schedule of `compact`.
    package func insert(_ observations: [Observation], at now: Timestamp) throws {
        var originIDs: [Origin: Int64] = [:]
        var samples: [Series: [Sample]] = [:]
        // As they come: rows are numbered the same, whenever and wherever this is done.
        var order: [Series] = []
        for observation in observations {
            let origin = Origin(gateway: observation.gateway, device: observation.device)
            let originID = try originIDs[origin] ?? id(of: origin)
            originIDs[origin] = originID
            let series = Series(person: observation.person, metric: observation.metric.key, isSimulated: observation.isSimulated)
            if samples[series] == nil { order.append(series) }
            samples[series, default: []].append(Sample(observation, origin: originID))
        }
        for series in order { try add((samples[series] ?? []).sorted(), to: id(of: series), at: now) }
    }

    /// `samples` are in order.
    func add(_ samples: [Sample], to series: Int64, at now: Timestamp) throws {
        for origin in Set(samples.map(\.attributes.origin)) {
            try db.cachedStatement(sql: ObservationSQL.insertSeriesOrigin).execute(arguments: [origin, series])
        }
        for (hour, samples) in Self.byHour(samples) {
            for chunk in Self.chunks(samples) {
                try db.cachedStatement(sql: ObservationSQL.insertFresh).execute(
                    arguments: [series, hour, chunk.count, Chunk(chunk).data])
                try db.cachedStatement(sql: ObservationSQL.insertHead).execute(arguments: [series, hour, now.milliseconds])
            }
        }
        if let last = samples.last { try noteLatest(last, of: series) }
    }

    func noteLatest(_ sample: Sample, of series: Int64) throws {
        try db.cachedStatement(sql: ObservationSQL.insertLatest).execute(arguments: [
            series, sample.time.milliseconds, sample.source.offset, sample.source.frame, sample.source.part, sample.attributes.origin,
            sample.value, Int64(sample.attributes.code),
        ])
    }

    static func hour(of time: Timestamp) -> Int64 { Resolution.hour.start(of: time).milliseconds }

    /// Samples in order, by the hour in which they lie.
    static func byHour(_ samples: [Sample]) -> [(hour: Int64, samples: ArraySlice<Sample>)] {
        var hours: [(hour: Int64, samples: ArraySlice<Sample>)] = []
        var start = samples.startIndex
        while start < samples.endIndex {
            let hour = hour(of: samples[start].time)
            let end = samples[start...].firstIndex { $0.time.milliseconds >= hour + Limit.hour } ?? samples.endIndex
            hours.append((hour, samples[start..<end]))
            start = end
        }
        return hours
    }

    static func chunks(_ samples: ArraySlice<Sample>) -> [[Sample]] {
        stride(from: samples.startIndex, to: samples.endIndex, by: Chunk.Limit.samplesMax).map {
            Array(samples[$0..<min($0 + Chunk.Limit.samplesMax, samples.endIndex)])
        }
    }

    private func id(of series: Series) throws -> Int64 {
        let arguments: StatementArguments = [series.person.text, series.metric, series.isSimulated]
        let find = try db.cachedStatement(sql: ObservationSQL.seriesID)
        if let present = try Int64.fetchOne(find, arguments: arguments) { return present }
        try db.execute(sql: "INSERT INTO series (person, metric, simulated) VALUES (?, ?, ?)", arguments: arguments)
        return db.lastInsertedRowID
    }

    private func id(of origin: Origin) throws -> Int64 {
        let arguments: StatementArguments = [origin.gateway.text, Int64(bitPattern: origin.device.rawValue)]
        let find = try db.cachedStatement(sql: ObservationSQL.originID)
        if let present = try Int64.fetchOne(find, arguments: arguments) { return present }
        try db.execute(sql: "INSERT INTO origin (gateway, device) VALUES (?, ?)", arguments: arguments)
        return db.lastInsertedRowID
    }

    /// What an earlier version kept.
    func takeOver(_ old: OldObservations) throws {
        while true {
            let observations = try old.next(Limit.migrated)
            guard !observations.isEmpty else { return }
            try insert(observations, at: Timestamp(milliseconds: 0))
        }
    }
}

extension Sample {
    fileprivate init(_ observation: Observation, origin: Int64) {
        self.init(
            time: observation.time, value: observation.value,
            attributes: SampleAttributes(
                origin: origin, quality: observation.quality, timeQuality: observation.timeQuality, timeBasis: observation.timeBasis),
            source: observation.source)
    }
}
