// Blood Pressure Service: what a cuff can detect.

/// A Blood Pressure Feature (0x2A49): 16 bits, of which 9 to 15 are reserved.
/// Source: Blood Pressure Service 1.1.1, §3.3; GATT Specification Supplement, "Blood Pressure Feature".
package struct BloodPressureFeature: CharacteristicValue {
    package let bits: UInt16

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        bits = try cursor.uint16(from: value)
        try cursor.end(of: value)
    }

    /// Whether a Blood Pressure Record ends in a checksum.
    package var hasE2ECRC: Bool { bits & 1 << 6 != 0 }

    package var fields: [Field] {
        Field.flags(
            "blood_pressure_feature", bits,
            [
                "body movement detection", "cuff fit detection", "irregular pulse detection", "pulse rate range detection",
                "measurement position detection", "multiple bonds", "E2E-CRC", "User Data Service", "user facing time",
            ])
    }
}
