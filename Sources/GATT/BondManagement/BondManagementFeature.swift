// Bond Management Service: which bonds a device can delete, and for which it wants a code.

/// A Bond Management Feature (0x2AA5): 24 bits, or more where the last octet's highest bit says so. Source: Bond Management Service 1.0.1,
/// §3.2; GATT Specification Supplement, "Bond Management Feature".
package struct BondManagementFeature: CharacteristicValue {
    package let bits: UInt32
    package let featureExtension: [UInt8]

    private static let bond = "delete bond of requesting device"
    private static let all = "delete all bonds on server"
    private static let others = "delete all but the active bond on server"

    private static let names: [String?] =
        [bond, all, others].flatMap { action in
            ["br/edr and le", "br/edr only", "le only"].flatMap { transport in
                ["\(action) (\(transport))", "authorization code required for \(action) (\(transport))"]
            }
        } + ["identify yourself", nil, nil, nil, nil, "feature extension"]

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        bits = try cursor.uint24(from: value)
        featureExtension = try cursor.extensionOctets(of: bits, from: value)
        try cursor.end(of: value)
    }

    package var fields: [Field] {
        Field.flags("bond_management_feature", bits, Self.names) + Field.bytes("feature_extension", featureExtension)
    }
}
