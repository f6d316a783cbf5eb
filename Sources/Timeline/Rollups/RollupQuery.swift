// A stretch of time in as many points as somebody wants to see.

import Foundation
import GRDB
package import Vitals

/// What is asked for.
package struct RollupQuery: Hashable, Sendable {
    package let person: PersonID
    package let metric: Metric
    package let isSimulated: Bool
    package let from: Timestamp
    package let to: Timestamp
    /// The width of a point: so many buckets of a resolution.
    package let resolution: Resolution
    package let buckets: Int

    package static let pointsMax = 10_000

    package var pointMilliseconds: Int64 { resolution.milliseconds * Int64(buckets) }

    /// Points of one resolution. `from` and `to` are moved outward to its limits.
    package init(person: PersonID, metric: Metric, isSimulated: Bool, from: Timestamp, to: Timestamp, resolution: Resolution) {
        self.init(person, metric, isSimulated, from, to, resolution, buckets: 1)
    }

    /// Points of whole buckets of the widest resolution that fits, of which there are at most `pointsMax`.
    package init(person: PersonID, metric: Metric, isSimulated: Bool, from: Timestamp, to: Timestamp, pointsMax: Int) {
        let width = max(0, (to - from).wholeMilliseconds) / Int64(min(max(pointsMax, 1), Self.pointsMax)) + 1
        let resolution = Resolution.allCases.last { $0.milliseconds <= width } ?? .minute
        let buckets = (width + resolution.milliseconds - 1) / resolution.milliseconds
        self.init(person, metric, isSimulated, from, to, resolution, buckets: Int(buckets))
    }

    private init(
        _ person: PersonID, _ metric: Metric, _ isSimulated: Bool, _ from: Timestamp, _ to: Timestamp, _ resolution: Resolution,
        buckets: Int
    ) {
        self.person = person
        self.metric = metric
        self.isSimulated = isSimulated
        self.from = resolution.start(of: from)
        self.to = Timestamp(
            milliseconds: resolution.start(of: Timestamp(milliseconds: to.milliseconds - 1)).milliseconds + resolution.milliseconds)
        self.resolution = resolution
        self.buckets = buckets
    }
}

/// A point: what happened from `start` on, as long as the query's width.
package struct RollupPoint: Hashable, Sendable {
    package let start: Timestamp
    package let rollup: Rollup
}

/// A stretch of a query in which nothing was measured.
package struct RollupGap: Hashable, Sendable {
    package let from: Timestamp
    package let to: Timestamp
}

extension RollupQuery {
    /// Where the points leave the range empty, in whole points; the range itself ends at `until`, such as now.
    package func gaps(between points: [RollupPoint], until: Timestamp) -> [RollupGap] {
        let end = min(to, until)
        var gaps: [RollupGap] = []
        var covered = from
        for point in points {
            if point.start > covered { gaps.append(RollupGap(from: covered, to: point.start)) }
            covered = point.start + .milliseconds(pointMilliseconds)
        }
        if end > covered { gaps.append(RollupGap(from: covered, to: end)) }
        return gaps
    }
}

extension ObservationStore {
    /// The points that have values, oldest first; where there are none, nothing was measured.
    package func rollups(_ query: RollupQuery) throws -> [RollupPoint] {
        guard let series = try seriesIDs(query.person, query.metric).first(where: { $0.isSimulated == query.isSimulated })?.id else {
            return []
        }
        let width = query.pointMilliseconds
        var points: [Int64: Rollup] = [:]
        func add(_ rollup: Rollup, at time: Timestamp) {
            guard time >= query.from, time < query.to else { return }
            points[(time.milliseconds - query.from.milliseconds) / width, default: Rollup()].merge(rollup)
        }
        let fresh = try freshHours(of: series, from: query.from, to: query.to)
        let minutes = try fresh.map { hour, samples in
            RollupGroup(
                .minute, start: Timestamp(milliseconds: hour),
                of: try resolved((self.samples(of: series, in: hour) + samples).sorted()))
        }
        // What is stored of these does not have what is fresh.
        let stale = Set(minutes.map { query.resolution == .minute ? $0.start : query.resolution.start(of: $0.start) })
        let groups = try Row.fetchCursor(
            db.cachedStatement(sql: ObservationSQL.rollups),
            arguments: [series, query.resolution.code, query.resolution.groupStart(of: query.from).milliseconds, query.to.milliseconds])
        while let row = try groups.next() {
            let group = try RollupGroup(
                query.resolution, start: Timestamp(milliseconds: row[0]), decoding: [UInt8](row[1] as Data))
            for (start, rollup) in group.inOrder
            where !stale.contains(query.resolution == .minute ? Resolution.hour.start(of: start) : start) { add(rollup, at: start) }
        }
        switch query.resolution {
        case .minute: for group in minutes { for (start, rollup) in group.inOrder { add(rollup, at: start) } }
        case .hour: for group in minutes { add(group.total, at: group.start) }
        case .sixHours, .day:
            for (bucket, hours) in Dictionary(grouping: minutes, by: { query.resolution.start(of: $0.start) }) {
                var group = try group(.hour, at: bucket, of: series)
                for hour in hours { group.set(hour.total, at: hour.start) }
                add(group.total(of: query.resolution, at: bucket), at: bucket)
            }
        }
        return points.sorted { $0.key < $1.key }.map {
            RollupPoint(start: Timestamp(milliseconds: query.from.milliseconds + $0.key * width), rollup: $0.value)
        }
    }
}
