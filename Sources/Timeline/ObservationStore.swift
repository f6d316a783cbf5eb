// Observations in views.sqlite: written by the projection inside its transaction, read by whoever shows them.

package import GRDB
package import Vitals

/// The observations in one database connection.
///
/// Each series (a person, a metric, simulated or not) has its samples in chunks by the hour. What a transaction adds is a block for each
/// gateway among the fresh ones; now and then a gateway's blocks are shared out among the hours, and the rollups of these are made. So a
/// value is written two or three times, whatever the load, and what an hour holds in the end does not depend on when and in what order it came.
///
/// A value of this type lives as long as the connection's access: the projection makes one in its transaction, a reader in its read. That an
/// event is projected once is the projection's affair: its checkpoint moves in the same transaction.
package struct ObservationStore {
    let db: Database
    let rows: RowCache
    let names: NameCache

    /// `rows` is the writer's, and forgotten by it when a transaction fails; `names` a reader's.
    package init(_ db: Database, rows: RowCache = RowCache(), names: NameCache = NameCache()) {
        self.db = db
        self.rows = rows
        self.names = names
    }

    enum Limit {
        static let hour: Int64 = 3_600_000
        static let migrated = 50_000
    }

    /// Adds observations. `now` is when, for the schedule of `compact`.
    package func insert(_ observations: [Observation], at now: Timestamp) throws {
        guard !observations.isEmpty else { return }
        // As they come: rows are numbered the same, whenever and wherever this is done.
        var gateways: [(name: String, series: [(id: Int64, samples: [Sample])], places: [Int64: Int], samples: Int)] = []
        var places: [String: Int] = [:]
        var known = KnownRows()
        // By their places: an observation that is copied counts its names.
        for index in observations.indices {
            let (origin, series) = try known.rows(of: observations[index], rows, db)
            let name = observations[index].gateway.text
            let place =
                places[name]
                ?? {
                    gateways.append((name, [], [:], 0))
                    places[name] = gateways.count - 1
                    return gateways.count - 1
                }()
            let sample = Sample(observations[index], origin: origin)
            if let known = gateways[place].places[series] {
                gateways[place].series[known].samples.append(sample)
            } else {
                gateways[place].places[series] = gateways[place].series.count
                gateways[place].series.append((series, [sample]))
            }
            gateways[place].samples += 1
        }
        for gateway in gateways { try add(gateway.series, count: gateway.samples, of: gateway.name, at: now) }
    }

    func add(_ series: [(id: Int64, samples: [Sample])], count: Int, of gateway: String, at now: Timestamp) throws {
        try db.cachedStatement(sql: ObservationSQL.insertFresh).execute(arguments: [gateway, count, FreshBlock(series).bytes.data])
        try db.cachedStatement(sql: ObservationSQL.insertHead).execute(arguments: [gateway, count, now.milliseconds])
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
                origin: origin, quality: observation.quality, timeQuality: observation.timeQuality, timeBasis: observation.timeBasis,
                utcOffsetMinutes: observation.utcOffsetMinutes),
            source: observation.source)
    }
}
