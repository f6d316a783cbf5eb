// User Data Service: whether a profile changed.

/// A Database Change Increment (0x2A99): a count of 32 bits that goes up with each change of the profile on either side.
///
/// Source: User Data Service 1.1.
package struct DatabaseChangeIncrement: CharacteristicValue {
    package let count: UInt32

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        count = try cursor.uint32(from: value)
        try cursor.end(of: value)
    }

    /// The octets to write after a change.
    package static func encoded(_ count: UInt32) -> [UInt8] { count.littleEndianBytes }

    package var fields: [Field] { [.integer("database_change_increment", count, "1")] }
}
