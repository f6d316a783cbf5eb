// Device Time Service: the checksum that may stand before a value.

/// An E2E_CRC: the first two octets of a value, computed over all that follow.
///
/// Whether it is there stands in the Device Time Feature. Source: Device Time Service 1.0, §3.1.1.1 and §3.2 to §3.7.
enum DeviceTimeChecksum {
    private static func computed(over value: Span<UInt8>) -> UInt16 {
        var checksum = ChecksumCCITT()
        for index in 2..<max(2, value.count) { checksum.add(value[index]) }
        return checksum.value
    }

    /// Whether a value begins with its checksum: how a value tells without its features. By chance one in 65536 others does.
    static func leads(_ value: Span<UInt8>) -> Bool {
        value.count > 2 && UInt16(value[0]) | UInt16(value[1]) << 8 == computed(over: value)
    }

    /// Throws unless a value begins with its checksum.
    static func check(_ value: Span<UInt8>) throws(DecodingError) {
        guard value.count > 2 else { throw .truncated(at: 0, needs: 3, has: value.count) }
        let found = UInt16(value[0]) | UInt16(value[1]) << 8
        guard found == computed(over: value) else { throw .checksum(at: 0, computed: computed(over: value), found: found) }
    }

    /// The octets with their checksum before them.
    static func leading(_ bytes: [UInt8]) -> [UInt8] {
        var checksum = ChecksumCCITT()
        for byte in bytes { checksum.add(byte) }
        return checksum.value.littleEndianBytes + bytes
    }
}
