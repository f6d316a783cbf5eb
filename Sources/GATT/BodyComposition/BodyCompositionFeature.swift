// Body Composition Service: what an analyzer can tell, and how finely.

/// A Body Composition Feature (0x2A9B): 32 bits, of which 18 to 31 are reserved.
/// Source: Body Composition Service 1.0.1, §3.1; GATT Specification Supplement, "Body Composition Feature".
package struct BodyCompositionFeature: CharacteristicValue {
    package let bits: UInt32

    package init(bits: UInt32) { self.bits = bits }

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        bits = try cursor.uint32(from: value)
        try cursor.end(of: value)
    }

    /// The bits of the parts stand in their order, one place below those of the measurement's flags.
    package func supports(_ part: BodyCompositionPart) -> Bool { bits & 1 << UInt32(part.rawValue - 1) != 0 }

    package var fields: [Field] {
        Field.flags(
            "body_composition_feature", bits & 0x7FF,
            [
                "time stamp", "multiple users", "basal metabolism", "muscle percentage", "muscle mass", "fat free mass", "soft lean mass",
                "body water mass", "impedance", "weight", "height",
            ]) + ScaleResolution.fields(bits, from: 11) + Field.reserved("unknown_body_composition_feature", (bits >> 18) << 18)
    }
}
