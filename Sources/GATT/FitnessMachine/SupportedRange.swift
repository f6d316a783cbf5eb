// Fitness Machine Service: the targets that can be set.

/// The least and the greatest target, and the smallest step between two: three integers in the format of `Row`, the step without a sign.
package struct SupportedRange<Row: ScaledFormatRow>: CharacteristicValue {
    /// As sent.
    package let minimum: Int64
    package let maximum: Int64
    package let minimumIncrement: Int64

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        let width = Row.format.width
        minimum = try width.read(from: value, at: &cursor)
        maximum = try width.read(from: value, at: &cursor)
        minimumIncrement = try width.unsigned.read(from: value, at: &cursor)
        try cursor.end(of: value)
    }

    package var fields: [Field] {
        let format = Row.format
        let named = [("minimum_\(format.name)", minimum), ("maximum_\(format.name)", maximum), ("minimum_increment", minimumIncrement)]
        return named.map { .scaled($0, $1, exponent: format.exponent, format.unit) }
    }
}

/// Supported Speed (0x2AD4), Inclination (0x2AD5), Heart Rate (0x2AD7) and Power Range (0x2AD8). Source: Fitness Machine Service 1.0.1,
/// §4.11, §4.12, §4.14 and §4.15; GATT Specification Supplement, each characteristic's section.
package enum MachineRange {
    package enum Speed: ScaledFormatRow { package static let format = ScaledFormat("speed", .uint16, exponent: -2, "km/h") }
    package enum Inclination: ScaledFormatRow { package static let format = ScaledFormat("inclination", .int16, exponent: -1, "%") }
    package enum HeartRate: ScaledFormatRow { package static let format = ScaledFormat("heart_rate", .uint8, "/min") }
    package enum Power: ScaledFormatRow { package static let format = ScaledFormat("power", .int16, "W") }
}
