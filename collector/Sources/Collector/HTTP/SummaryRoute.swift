// /v1/people/{person}/summary: a stretch of time in as many points as somebody wants to see.

import GRDB
import Hummingbird
import Timeline
import Vitals

struct SummaryRoute: Sendable {
    let views: ViewsDatabase
    let clock: WallClock

    private static let pointsDefault = 500
    /// Without `from`, the last day.
    private static let spanDefault = Duration.seconds(86_400)

    private struct Answer: Encodable {
        struct Point: Encodable {
            let time: String
            let count: UInt64
            let excluded: UInt64
            @Nullable var min: Double?
            @Nullable var max: Double?
            @Nullable var mean: Double?
            @Nullable var first: Double?
            @Nullable var last: Double?
            @Nullable var p5: Double?
            @Nullable var median: Double?
            @Nullable var p95: Double?

            init(_ point: RollupPoint) {
                let rollup = point.rollup
                time = point.start.description
                (count, excluded) = (rollup.count, rollup.excluded)
                min = rollup.first == nil ? nil : rollup.min
                max = rollup.first == nil ? nil : rollup.max
                mean = rollup.mean
                (first, last) = (rollup.first?.value, rollup.last?.value)
                p5 = rollup.sketch.quantile(0.05)
                median = rollup.sketch.quantile(0.5)
                p95 = rollup.sketch.quantile(0.95)
            }
        }
        struct Gap: Encodable {
            let from: String
            let to: String
        }
        let person: String
        let metric: String
        let unit: String
        let simulated: Bool
        /// The width of a point.
        let seconds: Int64
        let points: [Point]
        let gaps: [Gap]
    }

    func answer(_ request: Request, of person: PersonID) async throws -> Response {
        let metric = try request.metric()
        let now = clock.now()
        let to = try request.time("to") ?? now
        let from = try request.time("from") ?? to - Self.spanDefault
        guard from <= to else { throw APIError.badRequest("bad_time", "from has to lie before to.") }
        let resolution = try request.resolution()
        if let resolution {
            let points = (to - from).wholeMilliseconds / resolution.milliseconds
            guard points < RollupQuery.pointsMax else {
                throw APIError.badRequest(
                    "bad_resolution",
                    "These would be \(points) points of a \(resolution.rawValue), and \(RollupQuery.pointsMax) is the most.")
            }
        }
        let pointsMax = try request.limit("max_points", default: Self.pointsDefault, max: RollupQuery.pointsMax)
        return try await views.pool.read { db in
            let store = ObservationStore(db)
            // What a simulator made is shown where a person has nothing else, and says so.
            let isSimulated = try store.hasMeasured(metric, of: person) == false
            let query =
                if let resolution {
                    RollupQuery(person: person, metric: metric, isSimulated: isSimulated, from: from, to: to, resolution: resolution)
                } else {
                    RollupQuery(person: person, metric: metric, isSimulated: isSimulated, from: from, to: to, pointsMax: pointsMax)
                }
            let points = try store.rollups(query)
            return .json(
                JSON.text(
                    Answer(
                        person: person.text, metric: metric.key, unit: metric.unit, simulated: isSimulated && !points.isEmpty,
                        seconds: query.pointMilliseconds / 1000, points: points.map(Answer.Point.init),
                        gaps: query.gaps(between: points, until: min(to, now)).map {
                            .init(from: $0.from.description, to: $0.to.description)
                        })))
        }
    }
}
