// Numbers that are mostly small, in as few bytes as they need: what blocks of samples and of observations are made of.

/// Why bytes are no numbers.
package enum VarintError: Error, Hashable {
    case truncated
    /// More than 64 bits.
    case tooLong
    /// A count of something of which there is less.
    case count(UInt64)
}

extension [UInt8] {
    /// Seven bits a byte, the low ones first; the eighth says that more follow. Source: Protocol Buffers, "Encoding", Base 128 Varints.
    package mutating func appendVarint(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        append(UInt8(truncatingIfNeeded: rest))
    }

    package mutating func appendSigned(_ value: Int64) { appendVarint(value.zigzag) }

    /// A number with few digits has zeros at the end of its bits: turned round they are small.
    package mutating func appendBits(of value: Double, against other: Double = 0) {
        appendVarint((value.bitPattern ^ other.bitPattern).byteSwapped)
    }
}

/// Reads them. Wherever the bytes come from: past their end it throws, and never traps.
package struct VarintReader {
    private let bytes: [UInt8]
    package private(set) var index: Int

    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
        index = 0
    }

    package var isAtEnd: Bool { index >= bytes.count }

    package mutating func readVarint() throws(VarintError) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while shift < 64 {
            guard index < bytes.count else { throw .truncated }
            let byte = bytes[index]
            index += 1
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
        throw .tooLong
    }

    package mutating func readSigned() throws(VarintError) -> Int64 { try readVarint().unzigzagged }

    package mutating func readBits(against other: Double = 0) throws(VarintError) -> Double {
        Double(bitPattern: try readVarint().byteSwapped ^ other.bitPattern)
    }

    /// A number of things that take at least a byte each.
    package mutating func readCount() throws(VarintError) -> Int {
        let count = try readVarint()
        guard count <= UInt64(bytes.count - index) else { throw .count(count) }
        return Int(count)
    }

    package mutating func readBytes(_ count: Int) throws(VarintError) -> ArraySlice<UInt8> {
        guard count >= 0, count <= bytes.count - index else { throw .truncated }
        defer { index += count }
        return bytes[index..<index + count]
    }
}

// Not generic: across modules that would cost a witness for every shift.
extension Int64 {
    /// Small magnitudes become small numbers: 0, -1, 1, -2…
    package var zigzag: UInt64 { UInt64(truncatingIfNeeded: self << 1 ^ self >> 63) }
}

extension UInt64 {
    package var unzigzagged: Int64 { Int64(bitPattern: self >> 1) ^ -Int64(bitPattern: self & 1) }
}
