// Insulin Delivery Service: what the pump can do, and how strong its insulin is.

/// An IDD Features (0x2B23): a checksum, a counter, the insulin concentration in IU/mL, and 24 bits of features or more.
///
/// The checksum is 0xFFFF and the counter 0 on a pump without end-to-end protection; the checksum is checked on one with it. The highest
/// bit of the last octet says that another octet follows. Source: Insulin Delivery Service 1.0.2, §3.4; GATT Specification Supplement,
/// "IDD Features".
package struct IDDFeatures: CharacteristicValue {
    package let fields: [Field]
    /// Every other value, and every request, then ends with a counter and a checksum, history with a checksum.
    package let isProtected: Bool
    /// In IU/mL.
    package let insulinConcentration: MedicalFloat

    private static let names = [
        "e2e-protection", "basal rate", "tbr absolute", "tbr relative", "tbr template", "fast bolus", "extended bolus", "multiwave bolus",
        "bolus delay time", "bolus template", "bolus activation type", "multiple bond", "isf profile template",
        "i2cho ratio profile template", "target glucose range profile template", "insulin on board", nil, nil, nil, nil, nil, nil, nil,
        "feature extension",
    ]

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        let checksum = try cursor.uint16(from: value)
        let counter = try cursor.uint8(from: value)
        insulinConcentration = try cursor.sfloat(from: value)
        let bits = try cursor.uint24(from: value)
        isProtected = bits & 1 != 0
        var fields: [Field] = [.medical("insulin_concentration", insulinConcentration, "[iU]/mL")]
        fields += Field.flags("features", bits, Self.names)
        fields += Field.bytes("feature_extension", try cursor.extensionOctets(of: bits, from: value))
        try cursor.end(of: value)
        if isProtected {
            try ChecksumCCITT.checkFirst(value)
            fields.append(.integer("e2e_counter", counter))
        } else {
            if checksum != 0xFFFF { fields.append(Field("e2e_crc", .unknown(UInt64(checksum)))) }
            if counter != 0 { fields.append(Field("e2e_counter", .unknown(UInt64(counter)))) }
        }
        self.fields = fields
    }
}
