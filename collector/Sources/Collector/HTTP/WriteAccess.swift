// Reading is for whoever can reach the server; writing is for those who are meant to.

import Foundation
import Hummingbird
import Settings

/// With a token, whoever has it may write. Without one, only while the server listens on this machine alone.
struct WriteAccess: Sendable {
    private let token: [UInt8]?
    private let isLocal: Bool

    init(_ settings: HTTPSettings) {
        token = settings.writeToken.map { Array($0.revealed.utf8) }
        isLocal = ["127.0.0.1", "::1", "localhost"].contains(settings.host)
    }

    /// Whether a header of authorization is enough.
    func allows(_ authorization: String?) -> Bool {
        guard let token else { return isLocal }
        return Self.isSame(authorization.map { Array($0.utf8) } ?? [], Array("Bearer ".utf8) + token)
    }

    /// Whether a token that came over the broker is enough; without one set, nobody there may write.
    func allowsCommand(_ given: String?) -> Bool {
        guard let token, let given else { return false }
        return Self.isSame(Array("Bearer ".utf8) + Array(given.utf8), Array("Bearer ".utf8) + token)
    }

    func check(_ request: Request) throws(APIError) {
        guard token != nil else {
            guard isLocal else {
                throw APIError(
                    status: .forbidden, code: "not_allowed",
                    message:
                        "This collector takes nothing over the network: set VITALFLOW_HTTP_TOKEN_FILE, and send what is in it as a bearer token."
                )
            }
            return
        }
        guard allows(request.headers[.authorization]) else {
            throw APIError(
                status: .unauthorized, code: "bad_token",
                message: "Send Authorization: Bearer with the token that is in VITALFLOW_HTTP_TOKEN_FILE.")
        }
    }

    /// Takes as long whatever is given, but for its length.
    private static func isSame(_ one: [UInt8], _ other: [UInt8]) -> Bool {
        guard one.count == other.count else { return false }
        return zip(one, other).reduce(0 as UInt8) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
