// Reconnection Configuration Service: how a device is set, and whether it has said all that it had to say.

/// An RC Settings (0x2B1E): its own length, 16 bits of settings, maybe more, maybe a checksum.
///
/// The length counts the whole value, itself and the checksum too. Source: Reconnection Configuration Service 1.0.1, §3.2; GATT
/// Specification Supplement, "RC Settings".
package struct ReconnectionSettings: CharacteristicValue {
    package let bits: UInt16
    private let unknown: [UInt8]

    private static let lengthMin = 3
    /// Two bits, not flags.
    private static let advertisementMode: UInt16 = 0b11 << 8

    private static let names: [String?] = [
        nil, "lesc only", "use oob pairing", nil, "ready for disconnect", "limited access", "access permitted",
    ]
    private static let modes = [
        "advertisement configuration 1", "advertisement configuration 2", "advertisement configuration 3", "advertisement configuration 4",
    ]

    /// The device has nothing more to send: the connection may end.
    package var isReadyForDisconnect: Bool { bits & 1 << 4 != 0 }

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        let length = Int(try cursor.uint8(from: value))
        guard length >= Self.lengthMin else { throw .outOfRange(at: 0, value: length, allowed: Self.lengthMin...255) }
        guard length <= value.count else { throw .truncated(at: 0, needs: length, has: value.count) }
        guard length == value.count else { throw .trailing(at: length, has: value.count - length) }
        bits = try cursor.uint16(from: value)
        let left = cursor.remaining(in: value)
        // Later settings may stand between these and the checksum.
        let hasChecksum = left >= 2 && (try? ChecksumCCITT.check(value)) != nil
        if left == 2, !hasChecksum { try ChecksumCCITT.check(value) }
        unknown = try cursor.bytes(left - (hasChecksum ? 2 : 0), from: value)
    }

    package var fields: [Field] {
        var fields = Field.flags("settings", bits & ~Self.advertisementMode, Self.names)
        fields.append(.code("advertisement_mode", (bits & Self.advertisementMode) >> 8, Self.modes))
        return fields + Field.bytes("unknown", unknown)
    }
}
