// Fitness Machine Service: the inclinations that can be set.

/// A Supported Inclination Range (0x2AD5): three numbers of 0.1 %, the first two signed. Source: Fitness Machine Service 1.0.1, §4.12;
/// GATT Specification Supplement, "Supported Inclination Range".
package struct SupportedInclinationRange: CharacteristicValue {
    /// 0.1 %.
    package let minimum: Int16
    package let maximum: Int16
    package let minimumIncrement: UInt16

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        minimum = try cursor.int16(from: value)
        maximum = try cursor.int16(from: value)
        minimumIncrement = try cursor.uint16(from: value)
        try cursor.end(of: value)
    }

    package var fields: [Field] {
        [
            .scaled("minimum_inclination", minimum, exponent: -1, "%"), .scaled("maximum_inclination", maximum, exponent: -1, "%"),
            .scaled("minimum_increment", minimumIncrement, exponent: -1, "%"),
        ]
    }
}
