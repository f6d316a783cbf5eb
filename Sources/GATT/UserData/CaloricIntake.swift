// User Data Service: what a person eats.

/// A Caloric Intake (0x2B50): 16 bits in kilocalories, part of the profile and no measurement.
///
/// Source: User Data Service 1.1; GATT Specification Supplement, "Caloric Intake".
package struct CaloricIntake: CharacteristicValue {
    package let kilocalories: UInt16

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        kilocalories = try cursor.uint16(from: value)
        try cursor.end(of: value)
    }

    package var fields: [Field] { [.integer("caloric_intake", kilocalories, "kcal")] }
}
