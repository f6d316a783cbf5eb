// User Data Service: the users that a device lists when asked for all.

/// A Registered User (0x2B37): a segment of a user's entry, indicated in answer to the request to list all users.
///
/// A header (first segment, last segment, a number from 0 to 63), in the first segment flags and the user's index, then the name or a part
/// of it. The name is a text where one segment holds all of it, and bytes otherwise, since a character may be cut in two.
/// Source: User Data Service 1.1; GATT Specification Supplement, "Registered User".
package struct RegisteredUser: CharacteristicValue {
    package let header: UInt8
    package let flags: UInt8?
    package let index: UInt8?
    package let data: [UInt8]
    /// `nil` where the segment does not hold a whole name.
    package let name: String?

    private enum Flag {
        static let namePresent: UInt8 = 1 << 0
        static let reserved: UInt8 = 0xFC
    }

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        header = try cursor.uint8(from: value)
        let isFirst = header & 1 != 0
        let isLast = header & 1 << 1 != 0
        flags = isFirst ? try cursor.uint8(from: value) : nil
        index = isFirst ? try cursor.uint8(from: value) : nil
        let start = cursor.position
        let hasName = flags.map { $0 & Flag.namePresent != 0 } ?? true
        let mayHaveMore = hasName || flags.map { $0 & Flag.reserved != 0 } ?? true
        data = mayHaveMore ? try cursor.rest(of: value) : []
        try cursor.end(of: value)
        if isFirst, isLast, hasName {
            guard let text = String(validating: data, as: UTF8.self) else { throw .notUTF8(at: start) }
            name = text
        } else {
            name = nil
        }
    }

    package var isFirstSegment: Bool { header & 1 != 0 }
    package var isLastSegment: Bool { header & 1 << 1 != 0 }
    package var segmentNumber: UInt8 { header >> 2 }

    package var fields: [Field] {
        var fields = Field.flags("segmentation_header", header & 3, ["first segment", "last segment"])
        fields.append(.integer("rolling_segment_number", segmentNumber))
        if let flags { fields += Field.flags("registered_user_flags", flags, ["registered user name present", "user name truncated"]) }
        if let index { fields.append(.integer("registered_user_index", index)) }
        if let name {
            fields.append(.text("registered_user_name", name))
        } else if !data.isEmpty {
            fields.append(Field("registered_user_data", .raw(data)))
        }
        return fields
    }
}
