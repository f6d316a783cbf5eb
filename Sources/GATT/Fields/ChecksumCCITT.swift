// The end-to-end checksum of medical services.

/// CRC-CCITT as E2E-CRC uses it: polynomial x¹⁶ + x¹² + x⁵ + 1, seed 0xFFFF, least significant bit first.
/// Source: Continuous Glucose Monitoring Service 1.0.2, §3.11; Insulin Delivery Service 1.0.1, §4.1.2.
package struct ChecksumCCITT: Hashable, Sendable {
    package private(set) var value: UInt16 = 0xFFFF

    package init() {}

    package init(of bytes: some Sequence<UInt8>) {
        for byte in bytes { add(byte) }
    }

    package mutating func add(_ byte: UInt8) {
        value ^= UInt16(byte)
        for _ in 0..<8 { value = value & 1 == 0 ? value >> 1 : value >> 1 ^ 0x8408 }
    }

    /// Throws unless the last two bytes of `value` are the checksum of all before them.
    static func check(_ value: Span<UInt8>) throws(DecodingError) {
        guard value.count >= 2 else { throw .truncated(at: 0, needs: 2, has: value.count) }
        try check(value, at: value.count - 2, over: value.extracting(droppingLast: 2))
    }

    /// Throws unless the first two bytes of `value` are the checksum of all after them.
    static func checkFirst(_ value: Span<UInt8>) throws(DecodingError) {
        guard value.count >= 2 else { throw .truncated(at: 0, needs: 2, has: value.count) }
        try check(value, at: 0, over: value.extracting(droppingFirst: 2))
    }

    private static func check(_ value: Span<UInt8>, at place: Int, over rest: Span<UInt8>) throws(DecodingError) {
        var checksum = Self()
        for index in rest.indices { checksum.add(rest[index]) }
        let found = UInt16(value[place]) | UInt16(value[place + 1]) << 8
        guard found == checksum.value else { throw .checksum(at: place, computed: checksum.value, found: found) }
    }
}
