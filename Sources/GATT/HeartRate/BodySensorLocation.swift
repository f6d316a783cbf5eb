// Heart Rate Service: where the sensor is meant to sit.

import Vitals

/// A Body Sensor Location (0x2A38). Source: Heart Rate Service 1.0, §3.2; GATT Specification Supplement, "Body Sensor Location".
package struct BodySensorLocation: CodedValue {
    package let code: UInt8

    package static let names: [String?] = ["other", "chest", "wrist", "finger", "hand", "ear lobe", "foot"]

    package init(code: UInt8) { self.code = code }

    package var fields: [Field] { [.code("body_sensor_location", code, Self.names)] }

    package var readings: [Reading] { [Reading(.bodySensorLocation, Double(code))] }
}
