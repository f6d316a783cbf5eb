// POST /v1/observations: apps bring what they have decoded themselves.

import EventLog
import Foundation
import Hummingbird
import Vitals

struct SubmissionRoute: Sendable {
    let log: any DurableLog
    let access: WriteAccess
    let clock: WallClock

    private static let bytesMax = 4 * 1024 * 1024
    private static let keyMax = 255

    func add(to router: RouterGroup<BasicRequestContext>) {
        router.post("observations") { request, _ in try await take(request) }
    }

    private struct Submission: Decodable {
        let source: String?
        let observations: [SubmittedItem]?
    }

    private struct Answer: Encodable {
        struct Refused: Encodable {
            let index: Int
            let field: String
            let message: String
        }
        let accepted: Int
        let repeated: Bool
        let refused: [Refused]
    }

    private func take(_ request: Request) async throws -> Response {
        try access.check(request)
        guard request.headers[.contentType]?.lowercased().hasPrefix("application/json") == true else {
            throw APIError(
                status: .unsupportedMediaType, code: "bad_type", message: "Send JSON, with Content-Type: application/json.")
        }
        let key = try idempotencyKey(request)
        guard let body = try? await request.body.collect(upTo: Self.bytesMax) else {
            throw APIError(
                status: .contentTooLarge, code: "too_large", message: "A submission has at most \(Self.bytesMax) bytes. Send several.")
        }
        guard let submission = try? JSONDecoder().decode(Submission.self, from: Data(body.readableBytesView)),
            let items = submission.observations
        else {
            throw APIError.badRequest(
                "bad_json", #"The body has to be {"source":"my-app","observations":[{"person":"anna","metric":"heart_rate",…}]}."#)
        }
        guard let source = submission.source, let app = try? AppID(source) else {
            throw APIError.badRequest("bad_source", "source has to name the app, by up to 64 letters, digits, - _ and .")
        }
        guard items.count <= SubmittedObservations.countMax else {
            throw APIError(
                status: .contentTooLarge, code: "too_many",
                message: "A submission has at most \(SubmittedObservations.countMax) observations. Send several.")
        }
        return try await store(items, of: app, key)
    }

    private func store(_ items: [SubmittedItem], of app: AppID, _ key: String?) async throws -> Response {
        let now = clock.now()
        var (good, refused, messages): ([SubmittedObservation], [Answer.Refused], [RefusedMessage]) = ([], [], [])
        for (index, item) in items.enumerated() {
            do {
                good.append(try item.checked(now: now))
            } catch {
                refused.append(Answer.Refused(index: index, field: error.field, message: error.message))
                guard let gateway = try? GatewayID(app.text) else { continue }
                messages.append(
                    RefusedMessage(
                        gateway: gateway, topic: QuarantineTopic.submission, received: now, reason: error.message, body: JSON.bytes(item)))
            }
        }
        let outcome: SubmissionOutcome
        do {
            outcome = try await SubmissionLog(log: log, app: app, clock: clock).store(good, key: key)
            if outcome == .stored || good.isEmpty { try await log.quarantine(messages) }
        } catch {
            var response = APIError(
                status: .serviceUnavailable, code: "log_unavailable",
                message: "The event log cannot be written now. Nothing was taken: send the same again, with the same Idempotency-Key."
            ).response
            response.headers[.retryAfter] = "30"
            return response
        }
        guard outcome != .conflicting else {
            throw APIError(
                status: .conflict, code: "key_used", message: "This Idempotency-Key was used for other observations. Nothing was taken.")
        }
        let answer = JSON.text(Answer(accepted: good.count, repeated: outcome == .repeated && !good.isEmpty, refused: refused))
        guard !good.isEmpty || items.isEmpty else { return .json(answer, status: .unprocessableContent) }
        return .json(answer, status: outcome == .stored ? .created : .ok)
    }

    private func idempotencyKey(_ request: Request) throws -> String? {
        guard let name = HTTPFields.Element.Name("Idempotency-Key"), let key = request.headers[name] else { return nil }
        guard !key.isEmpty, key.utf8.count <= Self.keyMax else {
            throw APIError.badRequest("bad_key", "Idempotency-Key has to have 1 to \(Self.keyMax) characters.")
        }
        return key
    }
}

/// What refused messages that came over no topic are filed under.
enum QuarantineTopic {
    static let submission = "POST /v1/observations"
    static let file = "import"
}
