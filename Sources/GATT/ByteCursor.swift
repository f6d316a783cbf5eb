// Reads the little-endian fields of a GATT value in order. No read goes past the end; none allocates.

/// A position in a value. The value is passed to each read, since a span cannot be stored without experimental lifetime annotations.
struct ByteCursor {
    private(set) var position = 0

    func remaining(in value: Span<UInt8>) -> Int { value.count - position }

    mutating func uint8(from value: Span<UInt8>) throws(DecodingError) -> UInt8 {
        try need(1, in: value)
        defer { position += 1 }
        return value[position]
    }

    mutating func uint16(from value: Span<UInt8>) throws(DecodingError) -> UInt16 {
        try need(2, in: value)
        defer { position += 2 }
        return UInt16(value[position]) | UInt16(value[position + 1]) << 8
    }

    /// Throws when bytes are left over.
    func end(of value: Span<UInt8>) throws(DecodingError) {
        guard remaining(in: value) == 0 else { throw .trailing(at: position, has: remaining(in: value)) }
    }

    private func need(_ count: Int, in value: Span<UInt8>) throws(DecodingError) {
        let has = remaining(in: value)
        guard has >= count else { throw .truncated(at: position, needs: count, has: has) }
    }
}
