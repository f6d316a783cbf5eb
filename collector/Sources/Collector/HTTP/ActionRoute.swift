// A touch on a notification: its link may acknowledge one alarm, and nothing else.

import Alarms
import EventLog
import GRDB
import Hummingbird
import Vitals

/// `GET /v1/act/{token}` shows the alarm and a button; `POST` acknowledges. A preview of the link, which only reads it, changes nothing.
struct ActionRoute: Sendable {
    let links: ActionLinks
    let log: any DurableLog
    let views: ViewsDatabase
    let clock: WallClock

    func add(to router: RouterGroup<BasicRequestContext>) {
        router.get("act/:token") { _, context in
            let (action, alarm) = try await read(context)
            return page(
                alarm.state == .off ? "<p>This alarm is over.</p>" : "<form method=\"post\"><button>I take care of it</button></form>",
                alarm,
                action)
        }
        router.post("act/:token") { _, context in
            let (action, alarm) = try await read(context)
            guard alarm.state != .off else { return page("<p>This alarm is over.</p>", alarm, action) }
            let decision = AlarmAction(
                .acknowledge, of: try PersonID(alarm.person), alarm: alarm.id, by: action.contact, because: "touched the notification")
            guard case .stored? = try await log.append([.own(.alarmAction, JSON.bytes(decision), at: clock.now())]).first else {
                throw APIError(status: .serviceUnavailable, code: "not_stored", message: "The action was not stored. Try again.")
            }
            return page("<p>Noted: you take care of it.</p>", alarm, action)
        }
    }

    private func read(_ context: BasicRequestContext) async throws -> (ActionLinks.Action, AlarmMessage) {
        guard let action = links.action(context.parameters.get("token") ?? "", at: clock.now()) else {
            throw APIError(status: .forbidden, code: "bad_link", message: "This link is too old, or not one of this collector.")
        }
        let bodies = try await views.pool.read { db in try AlarmStore(db).history(of: action.alarm) }
        guard let last = try bodies.last.map({ try JSON.value(AlarmMessage.self, from: $0.utf8) }) else {
            throw APIError.notFound("This alarm is not there any more.")
        }
        return (action, last)
    }

    private func page(_ what: String, _ alarm: AlarmMessage, _ action: ActionLinks.Action) -> Response {
        var response = Response.text(
            """
            <!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
            <title>VitalFlow</title><style>body{font:1.2em sans-serif;margin:2em;max-width:30em}button{font:inherit;padding:.6em 1.2em}</style>
            <p><b>\(Self.escaped(alarm.person))</b>: \(Self.escaped(alarm.text))</p><p>\(Self.escaped(action.contact)), since \(Self.escaped(alarm.since))</p>
            \(what)</html>
            """, type: "text/html; charset=utf-8")
        response.headers[.contentSecurityPolicy] =
            "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'"
        return response
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
}
