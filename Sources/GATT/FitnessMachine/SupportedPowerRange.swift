// Fitness Machine Service: the powers that can be set.

/// A Supported Power Range (0x2AD8): three numbers of watts, the first two signed. Source: Fitness Machine Service 1.0.1, §4.14; GATT
/// Specification Supplement, "Supported Power Range".
package struct SupportedPowerRange: CharacteristicValue {
    /// Watts.
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
            .integer("minimum_power", minimum, "W"), .integer("maximum_power", maximum, "W"),
            .integer("minimum_increment", minimumIncrement, "W"),
        ]
    }
}
