// Keys travel as one line that people copy: what kind of key it is, then base64url (RFC 4648, §5) without padding.

import FoundationEssentials

/// Why a text is no key. No case carries the text: it may be a secret.
package enum KeyTextError: Error, Hashable {
    /// It begins otherwise, such as a secret where a public key belongs.
    case kind(expected: String)
    case length(characters: Int, expected: Int)
    /// Not base64url, or not in the one way in which these bytes are written.
    case encoding
    /// A character was changed.
    case checksum
    /// Sealing to this key would hide nothing.
    case weakKey
    case announcement(AnnouncementError)
    /// A ring of keys has fewer lines than it needs, or an announcement that does not follow from the one before.
    case ring(line: Int)
}

extension KeyTextError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .kind(let expected): "it does not begin with \(expected)"
        case .length(let characters, let expected): "it has \(characters) characters in place of \(expected)"
        case .encoding: "it has characters that do not belong there"
        case .checksum: "a character was changed, or two changed places"
        case .weakKey: "it is a key that would hide nothing"
        case .announcement: "what it announces is not as documented"
        case .ring(let line): "line \(line) is missing or does not follow from the lines before"
        }
    }
}

enum KeyText {
    static let publicKey = "vfk1:"
    static let secret = "vfs1:"
    static let announcement = "vfa1:"

    static func encoded(_ bytes: [UInt8], kind: String) -> String {
        let text = Data(bytes).base64EncodedString().filter { $0 != "=" }
        return kind + String(text.map { $0 == "+" ? "-" : $0 == "/" ? "_" : $0 })
    }

    static func bytes(of text: some StringProtocol, kind: String, count: Int) throws(KeyTextError) -> [UInt8] {
        guard text.hasPrefix(kind) else { throw .kind(expected: kind) }
        let body = text.dropFirst(kind.count)
        // Four characters for three bytes, and of the last ones as many as they need.
        let expected = (count * 8 + 5) / 6
        guard body.utf8.count == expected else { throw .length(characters: text.utf8.count, expected: kind.utf8.count + expected) }
        let standard = String(body.map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 }) + String(repeating: "=", count: (4 - expected % 4) % 4)
        guard let data = Data(base64Encoded: standard), data.count == count else { throw .encoding }
        let bytes = [UInt8](data)
        guard encoded(bytes, kind: kind) == text else { throw .encoding }
        return bytes
    }
}
