// Fitness Machine Service: the resistance levels that can be set.

/// A Supported Resistance Level Range (0x2AD6): three numbers on the machine's own scale.
///
/// Six octets are tenths, the first two numbers signed, as in the edition of 2017 and in nearly all machines; three octets are tens, as the
/// GATT Specification Supplement has it since 2021. Source: Fitness Machine Service 1.0.1, §4.13; GATT Specification Supplement, "Supported
/// Resistance Level Range".
package struct SupportedResistanceLevelRange: CharacteristicValue {
    package enum Resolution: Hashable, Sendable {
        case tenths, tens
    }

    package let minimum: Int
    package let maximum: Int
    package let minimumIncrement: Int
    package let resolution: Resolution

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        if value.count == 3 {
            resolution = .tens
            minimum = Int(try cursor.uint8(from: value))
            maximum = Int(try cursor.uint8(from: value))
            minimumIncrement = Int(try cursor.uint8(from: value))
        } else {
            resolution = .tenths
            minimum = Int(try cursor.int16(from: value))
            maximum = Int(try cursor.int16(from: value))
            minimumIncrement = Int(try cursor.uint16(from: value))
        }
        try cursor.end(of: value)
    }

    package var fields: [Field] {
        [
            field("minimum_resistance_level", minimum), field("maximum_resistance_level", maximum),
            field("minimum_increment", minimumIncrement),
        ]
    }

    private func field(_ name: String, _ ticks: Int) -> Field {
        resolution == .tens ? .integer(name, ticks * 10, "1") : .scaled(name, ticks, exponent: -1, "1")
    }
}
