// Current Time Service: how well a device's clock is set.

/// A Reference Time Information (0x2A14): source and accuracy of the time, and days and hours since it was taken over.
///
/// 255 days are 255 and more, and the hours are then 255 too; hours from 24 to 254 are reserved.
/// Source: Current Time Service 1.1, §3.3; GATT Specification Supplement, "Reference Time Information".
package struct ReferenceTimeInformation: CharacteristicValue {
    package let source: TimeSource
    package let accuracy: TimeAccuracy
    package let daysSinceUpdate: UInt8
    package let hoursSinceUpdate: UInt8

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        source = TimeSource(code: try cursor.uint8(from: value))
        accuracy = TimeAccuracy(code: try cursor.uint8(from: value))
        daysSinceUpdate = try cursor.uint8(from: value)
        hoursSinceUpdate = try cursor.uint8(from: value)
        try cursor.end(of: value)
    }

    package var fields: [Field] {
        let days: Field =
            daysSinceUpdate == 255
            ? Field("days_since_update", .missing("255 or more"), unit: "d") : .integer("days_since_update", daysSinceUpdate, "d")
        let hours: Field =
            switch hoursSinceUpdate {
            case 0..<24: .integer("hours_since_update", hoursSinceUpdate, "h")
            case 255: Field("hours_since_update", .missing("255 or more days"), unit: "h")
            default: Field("hours_since_update", .unknown(UInt64(hoursSinceUpdate)), unit: "h")
            }
        return [source.field(), accuracy.field(), days, hours]
    }
}
