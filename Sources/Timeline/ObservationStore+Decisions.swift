// What was decided afterwards: whose values they are, what they are worth, which are not shown any more.

import GRDB
package import Vitals

extension ObservationStore {
    /// Gives every sample of a device to whoever wore it then.
    package func attribute(_ device: DeviceAddress, to person: (Timestamp) -> PersonID) throws {
        // People write addresses without saying whether they are public or random.
        let origins = try Row.fetchAll(
            db, sql: "SELECT origin_id, gateway FROM origin WHERE name IS NULL AND device & ? = ? ORDER BY origin_id",
            arguments: [Int64(bitPattern: (1 << 48) - 1), Int64(bitPattern: device.octets)])
        let ids = Set(origins.map { $0[0] as Int64 })
        for gateway in Set(origins.map { $0[1] as String }).sorted() { try compact(gateway) }
        let series = try Set(
            ids.flatMap { try Int64.fetchAll(db, sql: "SELECT series_id FROM series_origin WHERE origin_id = ?", arguments: [$0]) })
        for id in series.sorted() {
            guard let row = try Row.fetchOne(db.cachedStatement(sql: ObservationSQL.seriesName), arguments: [id]) else { continue }
            let (own, metric, isSimulated) = (try PersonID(row[0] as String), row[1] as String, row[2] as Bool)
            var moved: [PersonID: [Sample]] = [:]
            try edit(id, from: .first, to: .last) { sample in
                guard ids.contains(sample.attributes.origin) else { return sample }
                let wearer = person(sample.time)
                guard wearer != own else { return sample }
                moved[wearer, default: []].append(sample)
                return nil
            }
            for (wearer, samples) in moved.sorted(by: { $0.key < $1.key }) {
                let other = try RowCache.series(of: wearer, metric, isSimulated: isSimulated, db)
                for origin in Set(samples.map(\.attributes.origin)).sorted() { try rows.note(origin, in: other, db) }
                try add(samples.sorted(), to: other)
            }
        }
    }

    /// Puts a value right, or what it is worth, of whatever a person has of a metric at a time.
    package func correct(
        of person: PersonID, _ metric: String, at time: Timestamp, value: Double?, quality: ObservationQuality?, before offset: Int64
    ) throws {
        for id in try seriesIDs(of: person, metric) {
            for gateway in try gateways(of: id) { try compact(gateway) }
            try edit(id, from: time, to: time + .milliseconds(1)) { sample in
                guard sample.source.offset < offset else { return sample }
                return sample.corrected(value: value, quality: quality)
            }
        }
    }

    /// Removes what a person has of a metric, or of all, in a stretch of time.
    package func remove(of person: PersonID, _ metric: String?, from: Timestamp, to: Timestamp, before offset: Int64) throws {
        for id in try seriesIDs(of: person, metric) {
            for gateway in try gateways(of: id) { try compact(gateway) }
            try edit(id, from: from, to: to) { $0.source.offset < offset ? nil : $0 }
        }
    }

    private func seriesIDs(of person: PersonID, _ metric: String?) throws -> [Int64] {
        try Int64.fetchAll(
            db, sql: "SELECT series_id FROM series WHERE person = ?1 AND (?2 IS NULL OR metric = ?2) ORDER BY series_id",
            arguments: [person.text, metric])
    }

    private func gateways(of series: Int64) throws -> [String] {
        try String.fetchAll(db.cachedStatement(sql: ObservationSQL.gatewaysOfSeries), arguments: [series])
    }

    /// Changes samples of a stretch of time, in place or to nothing.
    private func edit(_ series: Int64, from: Timestamp, to: Timestamp, _ change: (Sample) -> Sample?) throws {
        var hasChanged = false
        for hour in try hours(of: series, from: from, to: to) {
            let samples = try samples(of: series, in: hour)
            let changed = samples.compactMap { $0.time >= from && $0.time < to ? change($0) : $0 }
            guard changed != samples else { continue }
            try replace(hour, of: series, with: changed)
            hasChanged = true
        }
        if hasChanged { try findLatest(of: series) }
    }
}

extension Sample {
    fileprivate func corrected(value: Double?, quality: ObservationQuality?) -> Sample {
        Sample(
            time: time, value: value ?? self.value,
            attributes: SampleAttributes(
                origin: attributes.origin, quality: quality ?? attributes.quality, timeQuality: attributes.timeQuality,
                timeBasis: attributes.timeBasis, utcOffsetMinutes: attributes.utcOffsetMinutes),
            source: source)
    }
}
