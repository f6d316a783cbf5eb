// In how many bytes an integer goes over the air, for the tables that tell one quantity from another.

/// An integer of the GATT format types, least significant byte first.
package enum IntegerFormat: Hashable, Sendable {
    case uint8, int8, uint16, int16, uint24, int24, uint32

    var byteCount: Int {
        switch self {
        case .uint8, .int8: 1
        case .uint16, .int16: 2
        case .uint24, .int24: 3
        case .uint32: 4
        }
    }

    /// The format of a difference: as wide, without a sign.
    var unsigned: Self {
        switch self {
        case .int8: .uint8
        case .int16: .uint16
        case .int24: .uint24
        case .uint8, .uint16, .uint24, .uint32: self
        }
    }

    func read(from value: Span<UInt8>, at cursor: inout ByteCursor) throws(DecodingError) -> Int64 {
        switch self {
        case .uint8: Int64(try cursor.uint8(from: value))
        case .int8: Int64(try cursor.int8(from: value))
        case .uint16: Int64(try cursor.uint16(from: value))
        case .int16: Int64(try cursor.int16(from: value))
        case .uint24: Int64(try cursor.uint24(from: value))
        case .int24: Int64(try cursor.int24(from: value))
        case .uint32: Int64(try cursor.uint32(from: value))
        }
    }
}
