// Weight Scale Service: what a scale can tell, and how finely.

/// A Weight Scale Feature (0x2A9E): 32 bits, of which 10 to 31 are reserved.
/// Source: Weight Scale Service 1.0.1, §3.1; GATT Specification Supplement, "Weight Scale Feature".
package struct WeightScaleFeature: CharacteristicValue {
    package let bits: UInt32

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        bits = try cursor.uint32(from: value)
        try cursor.end(of: value)
    }

    package var fields: [Field] {
        Field.flags("weight_scale_feature", bits & 0b111, ["time stamp", "multiple users", "BMI"]) + ScaleResolution.fields(bits, from: 3)
            + Field.reserved("unknown_weight_scale_feature", (bits >> 10) << 10)
    }
}
