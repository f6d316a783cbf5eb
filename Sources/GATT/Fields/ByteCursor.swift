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

    mutating func uint24(from value: Span<UInt8>) throws(DecodingError) -> UInt32 { UInt32(try unsigned(bytes: 3, from: value)) }

    mutating func uint32(from value: Span<UInt8>) throws(DecodingError) -> UInt32 { UInt32(try unsigned(bytes: 4, from: value)) }

    mutating func uint48(from value: Span<UInt8>) throws(DecodingError) -> UInt64 { try unsigned(bytes: 6, from: value) }

    mutating func uint64(from value: Span<UInt8>) throws(DecodingError) -> UInt64 { try unsigned(bytes: 8, from: value) }

    mutating func int8(from value: Span<UInt8>) throws(DecodingError) -> Int8 { Int8(bitPattern: try uint8(from: value)) }

    mutating func int16(from value: Span<UInt8>) throws(DecodingError) -> Int16 { Int16(bitPattern: try uint16(from: value)) }

    mutating func int24(from value: Span<UInt8>) throws(DecodingError) -> Int32 {
        // The sign is that of bit 23.
        Int32(bitPattern: try uint24(from: value) << 8) >> 8
    }

    mutating func int32(from value: Span<UInt8>) throws(DecodingError) -> Int32 { Int32(bitPattern: try uint32(from: value)) }

    /// A 16-bit float of IEEE 11073-20601 ("medfloat16").
    mutating func sfloat(from value: Span<UInt8>) throws(DecodingError) -> MedicalFloat {
        MedicalFloat(sfloat: try uint16(from: value))
    }

    /// A 32-bit float of IEEE 11073-20601 ("medfloat32").
    mutating func float(from value: Span<UInt8>) throws(DecodingError) -> MedicalFloat {
        MedicalFloat(float: try uint32(from: value))
    }

    mutating func dateTime(from value: Span<UInt8>) throws(DecodingError) -> DeviceDateTime {
        try need(DeviceDateTime.byteCount, in: value)
        return DeviceDateTime(
            year: try uint16(from: value), month: try uint8(from: value), day: try uint8(from: value), hour: try uint8(from: value),
            minute: try uint8(from: value), second: try uint8(from: value))
    }

    /// The next bytes as they are.
    mutating func bytes(_ count: Int, from value: Span<UInt8>) throws(DecodingError) -> [UInt8] {
        try need(count, in: value)
        defer { position += count }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        for index in position..<position + count { bytes.append(value[index]) }
        return bytes
    }

    /// Everything up to the end, as it is.
    mutating func rest(of value: Span<UInt8>) throws(DecodingError) -> [UInt8] { try bytes(remaining(in: value), from: value) }

    /// A text up to the end, without closing NULs.
    mutating func text(of value: Span<UInt8>) throws(DecodingError) -> String {
        let start = position
        var bytes = try rest(of: value)
        while bytes.last == 0 { bytes.removeLast() }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .notUTF8(at: start) }
        return text
    }

    /// The octets that extend a field of 24 bits of features: the highest bit of each, as of the field itself, says that another follows.
    mutating func extensionOctets(of features: UInt32, from value: Span<UInt8>) throws(DecodingError) -> [UInt8] {
        var octets: [UInt8] = []
        var hasMore = features & 1 << 23 != 0
        while hasMore {
            let octet = try uint8(from: value)
            octets.append(octet)
            hasMore = octet & 1 << 7 != 0
        }
        return octets
    }

    /// Throws when bytes are left over.
    func end(of value: Span<UInt8>) throws(DecodingError) {
        guard remaining(in: value) == 0 else { throw .trailing(at: position, has: remaining(in: value)) }
    }

    /// The end, or a checksum of two bytes and then the end: a device says in its features which, and only there.
    func endOrChecksum(of value: Span<UInt8>) throws(DecodingError) {
        if remaining(in: value) == 2 { try ChecksumCCITT.check(value) } else { try end(of: value) }
    }

    private mutating func unsigned(bytes count: Int, from value: Span<UInt8>) throws(DecodingError) -> UInt64 {
        try need(count, in: value)
        defer { position += count }
        var number: UInt64 = 0
        for index in 0..<count { number |= UInt64(value[position + index]) << UInt64(8 * index) }
        return number
    }

    private func need(_ count: Int, in value: Span<UInt8>) throws(DecodingError) {
        let has = remaining(in: value)
        guard has >= count else { throw .truncated(at: position, needs: count, has: has) }
    }
}
