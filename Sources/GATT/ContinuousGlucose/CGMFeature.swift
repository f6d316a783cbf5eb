// Continuous Glucose Monitoring Service: what a sensor can do, and where it sits.

/// A CGM Feature (0x2AA8): 24 bits of features, the type of sample and where it is taken, and a checksum.
///
/// The checksum is 0xFFFF on a sensor without end-to-end protection, and checked on one with it. Source: Continuous Glucose Monitoring
/// Service 1.0.2, §3.2; GATT Specification Supplement, "CGM Feature".
package struct CGMFeature: CharacteristicValue {
    package let bits: UInt32
    package let sample: GlucoseSample
    private let checksum: UInt16

    /// Bit 12: every other value, and every request, then ends with a checksum.
    package var hasChecksums: Bool { bits & 1 << 12 != 0 }

    private static let names = [
        "calibration", "patient high/low alerts", "hypo alerts", "hyper alerts", "rate of increase/decrease alerts",
        "device specific alert", "sensor malfunction detection", "sensor temperature high-low detection",
        "sensor result high-low detection", "low battery detection", "sensor type error detection", "general device fault", "e2e-crc",
        "multiple bond", "multiple sessions", "cgm trend information", "cgm quality",
    ]

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        bits = try cursor.uint24(from: value)
        sample = GlucoseSample(octet: try cursor.uint8(from: value))
        checksum = try cursor.uint16(from: value)
        try cursor.end(of: value)
        if hasChecksums { try ChecksumCCITT.check(value) }
    }

    package var fields: [Field] {
        var fields = Field.flags("cgm_feature", bits, Self.names) + sample.sensorFields
        if !hasChecksums, checksum != 0xFFFF { fields.append(Field("e2e_crc", .unknown(UInt64(checksum)))) }
        return fields
    }
}
