// Fitness Machine Service: the heart rates that can be set.

/// A Supported Heart Rate Range (0x2AD7): three octets of beats a minute. Source: Fitness Machine Service 1.0.1, §4.15; GATT Specification
/// Supplement, "Supported Heart Rate Range".
package struct SupportedHeartRateRange: CharacteristicValue {
    /// Beats a minute.
    package let minimum: UInt8
    package let maximum: UInt8
    package let minimumIncrement: UInt8

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        minimum = try cursor.uint8(from: value)
        maximum = try cursor.uint8(from: value)
        minimumIncrement = try cursor.uint8(from: value)
        try cursor.end(of: value)
    }

    package var fields: [Field] {
        [
            .integer("minimum_heart_rate", minimum, "/min"), .integer("maximum_heart_rate", maximum, "/min"),
            .integer("minimum_increment", minimumIncrement, "/min"),
        ]
    }
}
