// User Data Service: whose profile is open.

/// A User Index (0x2A9A): the user who gave consent, 255 where nobody did. Source: User Data Service 1.1.
package struct UserIndex: CharacteristicValue {
    package let index: UInt8

    package static let unknownUser: UInt8 = 0xFF

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        index = try cursor.uint8(from: value)
        try cursor.end(of: value)
    }

    package var fields: [Field] {
        [index == Self.unknownUser ? Field("user_index", .missing("unknown user")) : .integer("user_index", index)]
    }
}
