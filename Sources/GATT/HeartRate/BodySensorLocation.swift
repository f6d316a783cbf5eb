// Heart Rate Service: where the sensor is meant to sit.

import Vitals

/// A Body Sensor Location (0x2A38). Source: Heart Rate Service 1.0, §3.2; GATT Specification Supplement, "Body Sensor Location".
package struct BodySensorLocation: CharacteristicValue {
    package let code: UInt8

    private static let names = ["other", "chest", "wrist", "finger", "hand", "ear lobe", "foot"]

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        code = try cursor.uint8(from: value)
        try cursor.end(of: value)
    }

    /// `nil` for a code that is reserved.
    package var name: String? { Field.name(of: code, in: Self.names) }

    package var fields: [Field] { [.code("body_sensor_location", code, Self.names)] }

    package var readings: [Reading] { [Reading(.bodySensorLocation, Double(code))] }
}
