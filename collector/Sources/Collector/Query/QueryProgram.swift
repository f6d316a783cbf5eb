// `vitalflow-collector query`: a person's values in the terminal, or for programs.

import EventLog
import Foundation
import GRDB
import Timeline
import Vitals

package struct QueryProgram: Sendable {
    private let directory: String
    private let clock: WallClock

    package init(dataDirectory: String, clock: WallClock = .system) {
        directory = dataDirectory
        self.clock = clock
    }

    package struct Request: Sendable {
        package var person = ""
        package var metric = ""
        package var from: String?
        package var to: String?
        /// Without `from`: so many hours before `to`.
        package var hours = 24.0
        package var resolution: String?
        package var pointsMax = 60
        package var isRaw = false
        package var showsAll = false

        package init() {}
    }

    package enum Format: String, CaseIterable, Sendable {
        case table, csv, json
    }

    private struct Row: Encodable {
        let time: String
        @Nullable var count: UInt64?
        @Nullable var min: Double?
        @Nullable var median: Double?
        @Nullable var mean: Double?
        @Nullable var max: Double?
    }

    private struct RawRow: Encodable {
        let time: String
        let value: Double
        let quality: String
        let device: String
        let gateway: String
        let simulated: Bool
        /// Minutes east of UTC, where it was measured.
        @Nullable var utcOffsetMinutes: Int?
    }

    /// Gives the answer line by line.
    package func run(_ request: Request, _ format: Format, _ say: (String) -> Void) async throws {
        let person = try DecisionProgram.person(request.person)
        let metric = try DecisionProgram.metric(request.metric)
        let to = try request.to.map { try DecisionProgram.time("--to", $0) } ?? clock.now()
        let from = try request.from.map { try DecisionProgram.time("--from", $0) } ?? to - .seconds(request.hours * 3600)
        guard FileManager.default.fileExists(atPath: directory) else { throw StoreCommandError.noLog(SQLiteLog.file(in: directory)) }
        let views = try ViewsDatabase(file: ViewsFiles(directory: directory).current)
        if request.isRaw {
            try await raw(request, person, metric, from, to, format, views, say)
        } else {
            try await summary(request, person, metric, from, to, format, views, say)
        }
    }

    private func summary(
        _ request: Request, _ person: PersonID, _ metric: Metric, _ from: Timestamp, _ to: Timestamp, _ format: Format,
        _ views: ViewsDatabase, _ say: (String) -> Void
    ) async throws {
        let resolution = try request.resolution.map { text in
            guard let resolution = Resolution(rawValue: text) else { throw QueryError.resolution(text) }
            return resolution
        }
        let now = clock.now()
        let (points, gaps, width) = try await views.pool.read { db in
            let store = ObservationStore(db)
            let isSimulated = try store.hasMeasured(metric, of: person) == false
            let query =
                if let resolution {
                    RollupQuery(person: person, metric: metric, isSimulated: isSimulated, from: from, to: to, resolution: resolution)
                } else {
                    RollupQuery(person: person, metric: metric, isSimulated: isSimulated, from: from, to: to, pointsMax: request.pointsMax)
                }
            let points = try store.rollups(query)
            return (points, query.gaps(between: points, until: min(to, now)), query.pointMilliseconds / 1000)
        }
        let rows = points.map { point in
            Row(
                time: point.start.description, count: point.rollup.count, min: point.rollup.first == nil ? nil : point.rollup.min,
                median: point.rollup.sketch.quantile(0.5), mean: point.rollup.mean, max: point.rollup.first == nil ? nil : point.rollup.max)
        }
        switch format {
        case .json: for row in rows { say(JSON.text(row)) }
        case .csv:
            say("time,count,min,median,mean,max")
            for row in rows {
                say(
                    "\(row.time),\(row.count ?? 0),"
                        + [row.min, row.median, row.mean, row.max].map { $0.map { "\($0)" } ?? "" }.joined(separator: ","))
            }
        case .table:
            say("\(metric.name) of \(person), \(metric.unit), \(from) to \(to), points of \(width) s")
            guard !rows.isEmpty else { return say("There are no values.") }
            say(Sparkline.text(rows.compactMap(\.mean)))
            say(
                ["time".padded(24), "count".padded(8), "min".padded(9), "median".padded(9), "mean".padded(9), "max"].joined(separator: " "))
            for row in rows {
                let figures = [row.min, row.median, row.mean, row.max].map { ($0.map(Self.rounded) ?? "").padded(9) }
                say(([row.time.padded(24), "\(row.count ?? 0)".padded(8)] + figures).joined(separator: " "))
            }
            for gap in gaps { say("no values from \(gap.from) to \(gap.to)") }
        }
    }

    private func raw(
        _ request: Request, _ person: PersonID, _ metric: Metric, _ from: Timestamp, _ to: Timestamp, _ format: Format,
        _ views: ViewsDatabase, _ say: (String) -> Void
    ) async throws {
        switch format {
        case .csv: say("time,value,unit,quality,device,gateway,simulated")
        case .table: say("\(metric.name) of \(person), \(metric.unit), \(from) to \(to)")
        case .json: break
        }
        var cursor: ObservationCursor?
        repeat {
            let query = ObservationQuery(
                person: person, metric: metric, from: from, to: to, limit: ObservationQuery.limitMax, after: cursor,
                view: request.showsAll ? .all : .resolved)
            let page = try await views.pool.read { db in try ObservationStore(db).page(query) }
            for observation in page.observations { say(Self.line(observation, format)) }
            cursor = page.next
        } while cursor != nil
    }

    private static func line(_ observation: Observation, _ format: Format) -> String {
        let (device, gateway) = (observation.device.description, observation.gateway.text)
        switch format {
        case .json:
            return JSON.text(
                RawRow(
                    time: observation.time.description, value: observation.value, quality: observation.quality.rawValue, device: device,
                    gateway: gateway, simulated: observation.isSimulated, utcOffsetMinutes: observation.utcOffsetMinutes))
        case .csv:
            return
                "\(observation.time),\(observation.value),\(observation.metric.unit),\(observation.quality.rawValue),\(CSVLines.field(device)),\(gateway),"
                + "\(observation.isSimulated)"
        case .table:
            return [
                observation.time.description.padded(24), rounded(observation.value).padded(9), observation.quality.rawValue.padded(12),
                device,
                "over \(gateway)",
            ].joined(separator: " ")
        }
    }

    private static func rounded(_ value: Double) -> String {
        let rounded = (value * 100).rounded() / 100
        return rounded == rounded.rounded() && abs(rounded) < 1e15 ? "\(Int64(rounded))" : "\(rounded)"
    }
}

enum QueryError: Error, Hashable, CustomStringConvertible {
    case resolution(String)

    var description: String {
        switch self {
        case .resolution(let text): "--resolution \(text) has to be one of \(Resolution.allCases.map(\.rawValue).joined(separator: ", "))."
        }
    }
}

extension String {
    fileprivate func padded(_ width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
