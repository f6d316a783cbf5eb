// The end-to-end checksum of medical services.

/// CRC-CCITT as E2E-CRC uses it: polynomial x¹⁶ + x¹² + x⁵ + 1, seed 0xFFFF, least significant bit first.
/// Source: Continuous Glucose Monitoring Service 1.0.2, §3.11; Insulin Delivery Service 1.0.1, §4.1.2.
package struct ChecksumCCITT: Hashable, Sendable {
    package private(set) var value: UInt16 = 0xFFFF

    package init() {}

    package mutating func add(_ byte: UInt8) {
        value ^= UInt16(byte)
        for _ in 0..<8 { value = value & 1 == 0 ? value >> 1 : value >> 1 ^ 0x8408 }
    }

    /// Throws unless the last two bytes of `value` are the checksum of all before them.
    static func check(_ value: Span<UInt8>) throws(DecodingError) {
        let end = value.count - 2
        guard end >= 0 else { throw .truncated(at: 0, needs: 2, has: value.count) }
        var checksum = Self()
        for index in 0..<end { checksum.add(value[index]) }
        let found = UInt16(value[end]) | UInt16(value[end + 1]) << 8
        guard found == checksum.value else { throw .checksum(at: end, computed: checksum.value, found: found) }
    }
}
