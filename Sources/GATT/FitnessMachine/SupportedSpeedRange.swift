// Fitness Machine Service: the speeds that can be set.

/// A Supported Speed Range (0x2AD4): three numbers of 0.01 km/h. Source: Fitness Machine Service 1.0.1, §4.11; GATT Specification
/// Supplement, "Supported Speed Range".
package struct SupportedSpeedRange: CharacteristicValue {
    /// 0.01 km/h.
    package let minimum: UInt16
    package let maximum: UInt16
    package let minimumIncrement: UInt16

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        minimum = try cursor.uint16(from: value)
        maximum = try cursor.uint16(from: value)
        minimumIncrement = try cursor.uint16(from: value)
        try cursor.end(of: value)
    }

    package var fields: [Field] {
        [
            .scaled("minimum_speed", minimum, exponent: -2, "km/h"), .scaled("maximum_speed", maximum, exponent: -2, "km/h"),
            .scaled("minimum_increment", minimumIncrement, exponent: -2, "km/h"),
        ]
    }
}
