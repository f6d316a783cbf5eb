// A gateway's clock turned out to have been wrong: what rested on it lies elsewhere in time.

import GRDB
package import Vitals

/// A batch whose samples move.
package struct BatchShift: Hashable, Sendable {
    package let offset: Int64
    /// What is added to times that rest on the gateway's clock.
    package let milliseconds: Int64
    /// Where these samples lie as yet; a little more does no harm.
    package let range: ClosedRange<Timestamp>

    package init(offset: Int64, milliseconds: Int64, range: ClosedRange<Timestamp>) {
        self.offset = offset
        self.milliseconds = milliseconds
        self.range = range
    }
}

extension ObservationStore {
    /// Moves what rests on the gateway's clock; its times are corrected then.
    package func move(_ shifts: [BatchShift], of gateway: GatewayID) throws {
        let byOffset = Dictionary(shifts.map { ($0.offset, $0.milliseconds) }) { $1 }
        guard let first = shifts.map(\.range.lowerBound).min(), let last = shifts.map(\.range.upperBound).max() else { return }
        for series in try Int64.fetchAll(db.cachedStatement(sql: ObservationSQL.seriesOfGateway), arguments: [gateway.text]) {
            let hours = try Int64.fetchAll(
                db.cachedStatement(sql: ObservationSQL.hours),
                arguments: [series, Self.hour(of: first), Self.hour(of: last) + Limit.hour])
            var moved: [Sample] = []
            for hour in hours {
                let samples = try samples(of: series, in: hour)
                let ofBatches = samples.compactMap { sample in byOffset[sample.source.offset].flatMap { sample.moved(byMilliseconds: $0) } }
                guard !ofBatches.isEmpty else { continue }
                moved += ofBatches
                try replace(
                    hour, of: series, with: samples.filter { byOffset[$0.source.offset] == nil || $0.attributes.timeBasis == .device })
            }
            guard !moved.isEmpty else { continue }
            for (hour, samples) in Self.byHour(moved.sorted()) {
                try replace(hour, of: series, with: (self.samples(of: series, in: hour) + samples).sorted())
            }
            try findLatest(of: series)
        }
    }

    private func findLatest(of series: Int64) throws {
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
                origin: attributes.origin, quality: attributes.quality, timeQuality: quality, timeBasis: attributes.timeBasis),
            source: source)
    }
}
