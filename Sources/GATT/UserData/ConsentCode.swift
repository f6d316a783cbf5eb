// A secret that must not find its way into a log.

/// The number by which a device recognizes a person: 0 to 9999. Source: User Data Service 1.0, User Control Point.
///
/// Printed as `(consent code)`, whatever prints it.
package struct ConsentCode: Hashable, Sendable {
    package static let allowed: ClosedRange<UInt16> = 0...9999

    /// For storage in a place that keeps secrets.
    package let secret: UInt16

    /// `nil` outside of the allowed range.
    package init?(_ secret: UInt16) {
        guard Self.allowed.contains(secret) else { return nil }
        self.secret = secret
    }
}

extension ConsentCode: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "(consent code)" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

/// Bytes to be written that hold a secret. Printed as their number.
package struct SecretBytes: Hashable, Sendable {
    package let bytes: [UInt8]
}

extension SecretBytes: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "(\(bytes.count) secret bytes)" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
