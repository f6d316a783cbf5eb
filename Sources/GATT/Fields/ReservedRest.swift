// Flags that a later revision of a specification may define may also announce fields that nobody knows yet.

/// The reserved bits of a Flags field, and the bytes that follow the last known field because of them.
///
/// New fields come after the known ones, so a value with a reserved bit keeps its known part. Without one, bytes left over are an error.
struct ReservedRest: Hashable, Sendable {
    let bits: UInt64
    let bytes: [UInt8]

    /// Reads up to the end of `value`; throws `trailing` when bytes are left over and no reserved bit is set.
    init(
        _ bits: some FixedWidthInteger & UnsignedInteger, from cursor: inout ByteCursor, in value: Span<UInt8>
    ) throws(DecodingError) {
        self.bits = UInt64(bits)
        if bits == 0 { try cursor.end(of: value) }
        bytes = try cursor.rest(of: value)
    }

    /// Of a value that came in parts.
    init(joining parts: [Self]) {
        bits = parts.reduce(0) { $0 | $1.bits }
        bytes = parts.flatMap(\.bytes)
    }

    /// The flags, then the bytes; some services show them the other way round.
    var fields: [Field] {
        Field.reserved("reserved_flags", bits) + Field.bytes("unknown", bytes)
    }
}
