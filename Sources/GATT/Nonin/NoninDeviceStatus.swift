// Nonin Oximetry: the state of the device itself.

import Vitals

/// A Nonin Device Status (EC0A9302-…): length, sensor type, error code, battery voltage in 0.1 V, charge in percent, and a counter, big-endian.
///
/// Source: Nonin 113142-000-02 Rev B, "Nonin Device Status".
package struct NoninDeviceStatus: CharacteristicValue {
    package let sensorType: UInt8
    package let error: UInt8
    /// 0.1 V.
    package let batteryVoltageTicks: UInt8
    package let batteryPercent: UInt8
    package let counter: UInt16
    /// What follows the counter within the length.
    package let further: [UInt8]

    private static let byteCount = 7
    private static let errors: [String?] = ["no error", "no sensor connected", nil, nil, nil, "sensor fault", "system error"]

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        try cursor.noninLength(from: value, min: Self.byteCount)
        sensorType = try cursor.uint8(from: value)
        error = try cursor.uint8(from: value)
        batteryVoltageTicks = try cursor.uint8(from: value)
        batteryPercent = try cursor.uint8(from: value)
        counter = try cursor.bigEndian16(from: value)
        further = try cursor.rest(of: value)
    }

    package var fields: [Field] {
        [
            .code("sensor_type", sensorType, ["not set", "pulse oximeter"]), .code("error", error, Self.errors),
            .scaled("battery_voltage", batteryVoltageTicks, exponent: -1, "V"), .integer("battery_percentage", batteryPercent, "%"),
            .integer("counter", counter),
        ] + Field.bytes("unknown", further)
    }

    package var readings: [Reading] { batteryPercent <= 100 ? [Reading(.batteryLevel, Double(batteryPercent))] : [] }
}
