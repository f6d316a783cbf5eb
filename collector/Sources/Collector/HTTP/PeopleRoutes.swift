// /v1/people: who has values, and what they are.

import Foundation
import GRDB
import Hummingbird
import Timeline
import Vitals

struct PeopleRoutes: Sendable {
    let views: ViewsDatabase
    let hub: LiveHub
    let assignments: Assignments
    let clock: WallClock

    private static let peopleMax = 1000
    private static let observationsDefault = 1000
    /// Without `from`, the last hour.
    private static let spanDefault = Duration.seconds(3600)

    func add(to router: RouterGroup<BasicRequestContext>) {
        router.get("people") { request, _ in try await people(request) }
        router.get("people/:person/observations") { request, context in
            try await observations(request, of: person(context))
        }
        router.get("people/:person/summary") { request, context in
            try await SummaryRoute(views: views, clock: clock).answer(request, of: person(context))
        }
        router.get("people/:person/live") { _, context in try await LiveRoute(hub: hub).open(for: person(context)) }
        router.get("people/:person/latest") { _, context in try await latest(of: person(context)) }
    }

    private func person(_ context: BasicRequestContext) async throws -> PersonID {
        guard let name = context.parameters.get("person").flatMap({ $0.removingPercentEncoding }), let person = try? PersonID(name),
            try await isKnown(person)
        else { throw APIError.notFound("There are no values of this person. /v1/people lists everybody who has some.") }
        return person
    }

    private func isKnown(_ person: PersonID) async throws -> Bool {
        if assignments.people.contains(person) { return true }
        return try await views.pool.read { db in try ObservationStore(db).hasObservations(of: person) }
    }

    private struct PeopleAnswer: Encodable {
        struct Person: Encodable {
            let person: String
        }
        let people: [Person]
        @Nullable var next: String?
    }

    private func people(_ request: Request) async throws -> Response {
        let limit = try request.limit(default: Self.peopleMax, max: Self.peopleMax)
        let after = try request.personCursor()
        let found = try await views.pool.read { db in try ObservationStore(db).people(after: after, limit: limit + 1) }
        let page = found.prefix(limit).map { PeopleAnswer.Person(person: $0.text) }
        return .json(JSON.text(PeopleAnswer(people: page, next: found.count > limit ? page.last?.person : nil)))
    }

    private struct ObservationsAnswer: Encodable {
        struct Value: Encodable {
            let time: String
            let value: Double
            let quality: String
            let simulated: Bool
            let device: String
            let gateway: String
            /// Minutes east of UTC, where it was measured.
            @Nullable var utcOffsetMinutes: Int?

            private enum CodingKeys: String, CodingKey {
                case time, value, quality, simulated, device, gateway
                case utcOffsetMinutes = "utc_offset_minutes"
            }
        }
        let person: String
        let metric: String
        let unit: String
        let observations: [Value]
        @Nullable var next: String?
    }

    private func observations(_ request: Request, of person: PersonID) async throws -> Response {
        let metric = try request.metric()
        let query = ObservationQuery(
            person: person, metric: metric, from: try request.time("from") ?? clock.now() - Self.spanDefault,
            to: try request.time("to") ?? .last,
            limit: try request.limit(default: Self.observationsDefault, max: ObservationQuery.limitMax), after: try request.cursor(),
            view: try request.view())
        guard query.from <= query.to else { throw APIError.badRequest("bad_time", "from has to lie before to.") }
        let page = try await views.pool.read { db in try ObservationStore(db).page(query) }
        return .json(
            JSON.text(
                ObservationsAnswer(
                    person: person.text, metric: metric.key, unit: metric.unit,
                    observations: page.observations.map {
                        .init(
                            time: $0.time.description, value: $0.value, quality: $0.quality.rawValue, simulated: $0.isSimulated,
                            device: $0.device.description, gateway: $0.gateway.text, utcOffsetMinutes: $0.utcOffsetMinutes)
                    }, next: page.next?.description)))
    }

    private func latest(of person: PersonID) async throws -> Response {
        let (observations, rhythm) = try await views.pool.read { db in
            (
                try ObservationStore(db).latest(of: person),
                try String.fetchOne(db, sql: "SELECT body FROM rhythm WHERE person = ?", arguments: [person.text])
            )
        }
        let messages = JSON.text(observations.map(ObservationMessage.init))
        return .json("{\"person\":\(JSON.text(person.text)),\"observations\":\(messages),\"rhythm\":\(rhythm ?? "null")}")
    }
}
