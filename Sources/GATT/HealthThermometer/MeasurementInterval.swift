// Health Thermometer Service: how often the thermometer measures by itself.

/// A Measurement Interval (0x2A21): 1 to 65535 s; 0 means that nothing is measured periodically.
/// Source: Health Thermometer Service 1.0, §3.4; GATT Specification Supplement, "Measurement Interval".
package struct MeasurementInterval: CharacteristicValue {
    package let seconds: UInt16

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        seconds = try cursor.uint16(from: value)
        try cursor.end(of: value)
    }

    /// `nil` when nothing is measured periodically.
    package var interval: Duration? { seconds == 0 ? nil : .seconds(Int(seconds)) }

    package var fields: [Field] {
        [
            seconds == 0
                ? Field("measurement_interval", .missing("no periodic measurement"), unit: "s")
                : .integer("measurement_interval", seconds, "s")
        ]
    }
}
