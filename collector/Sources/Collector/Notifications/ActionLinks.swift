// A touch on a phone acknowledges: the link is the permission, for one alarm, one contact and a day.

import Crypto
import Foundation
import Vitals

/// Signs links that acknowledge, and reads them.
struct ActionLinks: Sendable {
    private let key: SymmetricKey

    struct Action: Codable, Hashable {
        let alarm: String
        let contact: String
        let until: Int64
    }

    static let lasts = Duration.seconds(86_400)

    /// The key of a data directory, made when it is not there.
    init(dataDirectory: String) throws {
        let file = URL(fileURLWithPath: dataDirectory + "/action-links.key")
        if let known = try? Data(contentsOf: file), known.count == 32 {
            key = SymmetricKey(data: known)
            return
        }
        key = SymmetricKey(size: .bits256)
        try unsafe key.withUnsafeBytes { bytes in unsafe Data(bytes) }.write(to: file, options: .atomic)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
    }

    func token(acknowledging alarm: String, by contact: String, at now: Timestamp) -> String {
        let body = JSON.bytes(Action(alarm: alarm, contact: contact, until: (now + Self.lasts).milliseconds))
        return Self.text(body) + "." + Self.text(Array(HMAC<SHA256>.authenticationCode(for: body, using: key)))
    }

    /// `nil`: not one of ours, or too old.
    func action(_ token: String, at now: Timestamp) -> Action? {
        let parts = token.split(separator: ".")
        guard token.utf8.count <= 1024, parts.count == 2, let body = Self.bytes(parts[0]), let code = Self.bytes(parts[1]),
            // In constant time.
            HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: body, using: key),
            let action = try? JSON.value(Action.self, from: body), now.milliseconds < action.until
        else { return nil }
        return action
    }

    /// Base64 for addresses (RFC 4648, §5), without padding.
    private static func text(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    private static func bytes(_ text: Substring) -> [UInt8]? {
        let plain = text.replacing("-", with: "+").replacing("_", with: "/")
        return Data(base64Encoded: plain + String(repeating: "=", count: (4 - plain.count % 4) % 4)).map { [UInt8]($0) }
    }
}
