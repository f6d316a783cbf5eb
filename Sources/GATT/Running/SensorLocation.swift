// Where the sensor of a runner or a bicycle sits.

import Vitals

/// A Sensor Location (0x2A5D), which the running, cycling speed and cycling power services share.
///
/// Codes 17 to 255 are reserved. Source: GATT Specification Supplement, "Sensor Location".
package struct SensorLocation: CodedValue {
    package let code: UInt8

    package static let names: [String?] = [
        "other", "top of shoe", "in shoe", "hip", "front wheel", "left crank", "right crank", "left pedal", "right pedal", "front hub",
        "rear dropout", "chainstay", "rear wheel", "rear hub", "chest", "spider", "chain ring",
    ]

    package init(code: UInt8) { self.code = code }

    static func field(supported locations: [Self]) -> Field {
        Field("supported_sensor_locations", .texts(locations.map { $0.name ?? "unknown (\($0.code))" }))
    }

    package var fields: [Field] { [.code("sensor_location", code, Self.names)] }

    package var readings: [Reading] { [Reading(.sensorLocation, Double(code))] }
}
