// A touch on a phone acknowledges: the link is the permission, for one alarm, one contact and a day.

import Crypto
import Foundation
import Vitals

/// Makes links that acknowledge, and reads them.
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

    func token(acknowledging alarm: String, by contact: String, at now: Timestamp) throws -> String {
        let body = JSON.bytes(Action(alarm: alarm, contact: contact, until: (now + Self.lasts).milliseconds))
        // Sealed, since an alarm's id names its condition, and whoever carries the message could read along.
        return Self.text(Array(try AES.GCM.seal(body, using: key).combined ?? Data()))
    }

    /// `nil`: not one of ours, or too old.
    func action(_ token: String, at now: Timestamp) -> Action? {
        guard token.utf8.count <= 1024, let sealed = Self.bytes(token[...]), let box = try? AES.GCM.SealedBox(combined: sealed),
            let body = try? AES.GCM.open(box, using: key), let action = try? JSON.value(Action.self, from: body),
            now.milliseconds < action.until
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
