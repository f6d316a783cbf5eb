// Which of the collector's keys a batch is sealed to.

import Crypto
import Vitals

/// The first four bytes of the SHA-256 of a collector key's 64 bytes; eight hexadecimal digits as text.
///
/// It selects a key, it proves nothing: whoever opens a batch finds out by its tag whether the key was the right one.
package struct KeyID: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let rawValue: UInt32

    package init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    init(of key: [UInt8]) {
        rawValue = SHA256.hash(data: key).prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
    }

    package init?(_ text: some StringProtocol) {
        guard text.utf8.count == 8, text.allSatisfy(\.isHexDigit), let rawValue = UInt32(text, radix: 16) else { return nil }
        self.rawValue = rawValue
    }

    package var description: String { rawValue.padded(8, radix: 16) }

    package static func < (one: Self, other: Self) -> Bool { one.rawValue < other.rawValue }
}
