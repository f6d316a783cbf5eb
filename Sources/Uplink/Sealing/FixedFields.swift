// Sealed batches and keys have fixed layouts: fields of known width, one after the other, most significant byte first.

/// Takes fields from the front of bytes whose count was checked before; past the end it yields nothing more, and never traps.
struct FixedFields {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) {
        rest = bytes[...]
    }

    mutating func bytes(_ count: Int) -> [UInt8] {
        defer { rest = rest.dropFirst(count) }
        return Array(rest.prefix(count))
    }

    mutating func integer<Integer: FixedWidthInteger & UnsignedInteger>(_ type: Integer.Type) -> Integer {
        bytes(Integer.bitWidth / 8).reduce(0) { $0 << 8 | Integer($1) }
    }

    /// Whatever is left.
    mutating func remainder() -> [UInt8] { bytes(rest.count) }
}

extension FixedWidthInteger where Self: UnsignedInteger {
    var bigEndianBytes: [UInt8] {
        (0..<Self.bitWidth / 8).reversed().map { UInt8(truncatingIfNeeded: self >> Self($0 * 8)) }
    }
}
