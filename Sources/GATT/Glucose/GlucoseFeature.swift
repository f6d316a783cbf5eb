// Glucose Service: what a meter can detect about its own measurements.

/// A Glucose Feature (0x2A51): 16 bits, of which 11 have a meaning. Source: Glucose Service 1.0.1, §3.3; GATT Specification Supplement,
/// "Glucose Feature".
package struct GlucoseFeature: CharacteristicValue {
    package let bits: UInt16

    private static let names = [
        "low battery detection during measurement", "sensor malfunction detection", "sensor sample size",
        "sensor strip insertion error detection",
        "sensor strip type error detection", "sensor result high-low detection", "sensor temperature high-low detection",
        "sensor read interrupt detection", "general device fault", "time fault", "multiple bond",
    ]

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        bits = try cursor.uint16(from: value)
        try cursor.end(of: value)
    }

    package var fields: [Field] { Field.flags("glucose_feature", bits, Self.names) }
}
