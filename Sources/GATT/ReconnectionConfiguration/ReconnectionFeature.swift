// Reconnection Configuration Service: what a device lets a gateway propose about connections.

/// An RC Feature (0x2B1D): a checksum, and 24 bits of features or more.
///
/// The checksum is 0xFFFF on a device without end-to-end protection; it is checked on one with it. The highest bit of the last octet says
/// that another follows. Source: Reconnection Configuration Service 1.0.1, §3.1; GATT Specification Supplement, "RC Feature".
package struct ReconnectionFeature: CharacteristicValue {
    package let bits: UInt32
    package let featureExtension: [UInt8]
    private let checksum: UInt16

    /// Other values then end with a checksum.
    package var hasChecksums: Bool { bits & 1 != 0 }

    private static let names: [String?] = [
        "e2e-crc", "enable disconnect", "ready for disconnect", "propose reconnection timeout", "propose connection interval",
        "propose peripheral latency", "propose supervision timeout", "propose advertisement interval", "propose advertisement count",
        "propose advertisement repetition time", "advertisement configuration 1", "advertisement configuration 2",
        "advertisement configuration 3", "advertisement configuration 4", "upgrade to lesc only", "next pairing oob",
        "use of filter accept list", "limited access", nil, nil, nil, nil, nil, "feature extension",
    ]

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        checksum = try cursor.uint16(from: value)
        bits = try cursor.uint24(from: value)
        featureExtension = try cursor.extensionOctets(of: bits, from: value)
        try cursor.end(of: value)
        if hasChecksums { try ChecksumCCITT.checkFirst(value) }
    }

    package var fields: [Field] {
        var fields = Field.flags("rc_features", bits, Self.names) + Field.bytes("feature_extension", featureExtension)
        if !hasChecksums, checksum != 0xFFFF { fields.append(Field("e2e_crc", .unknown(UInt64(checksum)))) }
        return fields
    }
}
