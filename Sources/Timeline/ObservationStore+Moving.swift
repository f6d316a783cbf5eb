// A gateway's clock turned out to have been wrong: what rested on it lies elsewhere in time.

import GRDB
package import Vitals

/// Batches of one gateway, without another's between them, whose samples move.
package struct BatchShift: Hashable, Sendable {
    package let offsets: ClosedRange<Int64>
    /// What is added to times that rest on the gateway's clock.
    package let milliseconds: Int64
    /// Where these samples lie as yet; a little more does no harm.
    package let range: ClosedRange<Timestamp>
    /// How long before the range values may lie that a device had stored.
    package let stored: Duration

    package init(offsets: ClosedRange<Int64>, milliseconds: Int64, range: ClosedRange<Timestamp>, stored: Duration = .zero) {
        self.offsets = offsets
        self.milliseconds = milliseconds
        self.range = range
        self.stored = stored
    }
}

extension ObservationStore {
    /// Moves what rests on the gateway's clock; its times are corrected then.
    package func move(_ shifts: [BatchShift], of gateway: GatewayID) throws {
        guard let first = shifts.map(\.range.lowerBound).min(), let last = shifts.map(\.range.upperBound).max() else { return }
        let shifts = shifts.sorted { $0.offsets.lowerBound < $1.offsets.lowerBound }
        func shift(of sample: Sample) -> Int64? {
            var (low, high) = (0, shifts.count)
            while low < high {
                let middle = (low + high) / 2
                if shifts[middle].offsets.upperBound < sample.source.offset { low = middle + 1 } else { high = middle }
            }
            return low < shifts.count && shifts[low].offsets.contains(sample.source.offset) ? shifts[low].milliseconds : nil
        }
        let origins = Set(try Int64.fetchAll(db, sql: "SELECT origin_id FROM origin WHERE gateway = ?", arguments: [gateway.text]))
        try compact(gateway.text)
        for series in try Int64.fetchAll(db.cachedStatement(sql: ObservationSQL.seriesOfGateway), arguments: [gateway.text]) {
            // What streams lies where it came.
            let isStored = try names.series(series, db).map { !Self.streams.contains($0.metric) } ?? true
            let earliest = isStored ? shifts.map { $0.range.lowerBound - $0.stored }.min() ?? first : first
            let hours = try hours(of: series, from: earliest, to: last + .milliseconds(Limit.hour))
            var moved: [Sample] = []
            for hour in hours {
                let samples = try samples(of: series, in: hour)
                var kept: [Sample] = []
                let before = moved.count
                for sample in samples {
                    if origins.contains(sample.attributes.origin), let shift = shift(of: sample),
                        let there = sample.moved(byMilliseconds: shift)
                    {
                        moved.append(there)
                    } else {
                        kept.append(sample)
                    }
                }
                if moved.count > before { try replace(hour, of: series, with: kept) }
            }
            guard !moved.isEmpty else { continue }
            try add(moved.sorted(), to: series)
            try findLatest(of: series)
        }
    }

    private static let streams: Set<Metric> = [.heartRate, .rrInterval, .skinContact, .electrocardiogram]

    func findLatest(of series: Int64) throws {
        try db.execute(sql: "DELETE FROM latest WHERE series_id = ?", arguments: [series])
        guard let hour = try Int64.fetchOne(db.cachedStatement(sql: ObservationSQL.newestHour), arguments: [series]),
            let newest = try samples(of: series, in: hour).last
        else { return }
        try noteLatest(newest, of: series)
    }
}

extension Sample {
    /// `nil` for one that does not rest on the gateway's clock.
    fileprivate func moved(byMilliseconds shift: Int64) -> Sample? {
        guard attributes.timeBasis != .device else { return nil }
        let quality: TimeQuality = attributes.timeBasis == .arrival ? .estimated : .corrected
        return Sample(
            time: time + .milliseconds(shift), value: value,
            attributes: SampleAttributes(
                origin: attributes.origin, quality: attributes.quality, timeQuality: quality, timeBasis: attributes.timeBasis,
                utcOffsetMinutes: attributes.utcOffsetMinutes),
            source: source)
    }
}
