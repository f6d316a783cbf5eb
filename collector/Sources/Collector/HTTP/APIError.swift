// What the API answers when it cannot do what it was asked: always the same JSON, always with what to do.

import Hummingbird

/// An answer that is an error, as `{"error":{"code":"…","message":"…"}}`.
struct APIError: Error, Hashable {
    let status: HTTPResponse.Status
    /// For programs; never changes.
    let code: String
    /// For people: what is wrong and what to do.
    let message: String

    static func badRequest(_ code: String, _ message: String) -> Self { Self(status: .badRequest, code: code, message: message) }

    static func notFound(_ message: String) -> Self { Self(status: .notFound, code: "not_found", message: message) }

    private struct Body: Encodable {
        struct Detail: Encodable {
            let code: String
            let message: String
        }
        let error: Detail
    }

    var response: Response {
        .json(JSON.text(Body(error: Body.Detail(code: code, message: message))), status: status)
    }
}

extension Response {
    /// JSON that must not be kept by any cache: the next answer is another one.
    static func json(_ text: String, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: "application/json; charset=utf-8", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }

    static func text(_ text: String, type: String) -> Response {
        Response(
            status: .ok, headers: [.contentType: type, .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}
