// Nonin's values begin with their own length and are big-endian, unlike all others.

extension ByteCursor {
    mutating func bigEndian16(from value: Span<UInt8>) throws(DecodingError) -> UInt16 { try uint16(from: value).byteSwapped }

    /// The first byte of a value: how many bytes it has, this one included.
    mutating func noninLength(from value: Span<UInt8>, min: Int) throws(DecodingError) {
        let length = Int(try uint8(from: value))
        guard length >= min else { throw .outOfRange(at: 0, value: length, allowed: min...Int(UInt8.max)) }
        guard length <= value.count else { throw .truncated(at: 1, needs: length - 1, has: value.count - 1) }
        guard length == value.count else { throw .trailing(at: length, has: value.count - length) }
    }
}
