// What people do about alarms, over HTTP: the same as on the command line.

import Alarms
import Conditions
import EventLog
import Foundation
import GRDB
import Hummingbird
import Vitals

/// `GET /v1/alarms/{id}`: every revision. `POST /v1/alarms/{id}/ack`, `/v1/people/{person}/snooze|silence|resume`: what somebody does, with
/// `by`, `reason`, and for pauses `seconds`; 202 once it is in the event log.
struct AlarmRoutes: Sendable {
    let log: any DurableLog
    let views: ViewsDatabase
    let access: WriteAccess
    let clock: WallClock

    private static let bytesMax = 4096
    private static let idMax = 200

    func add(to router: RouterGroup<BasicRequestContext>) {
        router.get("alarms/:alarm") { _, context in
            .json("{\"revisions\":[\(try await bodies(of: context).joined(separator: ","))]}") as Response
        }
        router.post("alarms/:alarm/ack") { request, context in try await acknowledge(request, context) }
        for kind in [AlarmAction.Kind.snooze, .silence, .resume] {
            router.post("people/:person/\(kind.rawValue)") { request, context in
                guard let person = context.parameters.get("person").flatMap({ try? PersonID($0) }) else {
                    throw APIError.notFound("A person is named by up to 64 letters, digits, - _ and .")
                }
                return try await act(kind, of: person, alarm: nil, request)
            }
        }
    }

    private struct Body: Decodable {
        let by: String?
        let reason: String?
        let condition: String?
        let seconds: Int64?
    }

    private struct Answer: Encodable {
        let offset: Int64
    }

    private func bodies(of context: BasicRequestContext) async throws -> [String] {
        let id = context.parameters.get("alarm").flatMap { $0.removingPercentEncoding } ?? ""
        let bodies = id.utf8.count > Self.idMax ? [] : try await views.pool.read { db in try AlarmStore(db).history(of: id) }
        guard !bodies.isEmpty else { throw APIError.notFound("There is no alarm of this id. /v1/alarms lists them.") }
        return bodies
    }

    private func acknowledge(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
        try access.check(request)
        let bodies = try await bodies(of: context)
        let last = try JSON.value(AlarmMessage.self, from: (bodies.last ?? "").utf8)
        guard last.state != .off else {
            throw APIError(
                status: .conflict, code: "alarm_over", message: "This alarm ended \(last.changed): there is nothing to acknowledge.")
        }
        return try await act(.acknowledge, of: PersonID(last.person), alarm: last.id, request)
    }

    private func act(_ kind: AlarmAction.Kind, of person: PersonID, alarm: String?, _ request: Request) async throws -> Response {
        try access.check(request)
        guard let bytes = try? await request.body.collect(upTo: Self.bytesMax),
            let body = try? JSONDecoder().decode(Body.self, from: Data(bytes.readableBytesView))
        else {
            throw APIError.badRequest("bad_json", #"The body has to be {"by":"eva","reason":"called her"}, with "seconds" for a pause."#)
        }
        let condition = body.condition.flatMap { ConditionKind(rawValue: $0) }
        guard body.condition == nil || condition != nil else {
            throw APIError.badRequest("bad_condition", "condition has to be one of the catalogue, such as battery_low.")
        }
        let action = AlarmAction(
            kind, of: person, alarm: alarm, condition: condition, by: body.by ?? "", because: body.reason ?? "",
            for: body.seconds.map { .seconds($0) })
        if let fault = action.fault { throw Self.refusal(fault) }
        guard case .stored(let offset)? = try await log.append([.own(.alarmAction, JSON.bytes(action), at: clock.now())]).first else {
            throw APIError(status: .serviceUnavailable, code: "not_stored", message: "The action was not stored. Try again.")
        }
        return .json(JSON.text(Answer(offset: offset)), status: .accepted)
    }

    private static func refusal(_ fault: AlarmAction.Fault) -> APIError {
        switch fault {
        case .by: .badRequest("bad_by", "by has to say who does it, in up to \(AlarmAction.byMax) characters.")
        case .reason: .badRequest("bad_reason", "reason has to say why, in up to \(AlarmAction.reasonMax) characters.")
        case .alarm, .condition: .badRequest("bad_condition", "condition has to name what is snoozed, such as battery_low.")
        case .duration: .badRequest("bad_seconds", "seconds has to say for how long, a second at least.")
        }
    }
}
