// What an oximeter says of itself and of its sensor.

import Vitals

/// The Device and Sensor Status of an oximeter: 24 bits, of which 16 to 23 are reserved. Source: Pulse Oximeter Service 1.0.1, §3.1.
package struct OximeterSensorStatus: Hashable, Sendable {
    package let bits: UInt32

    package init(bits: UInt32) { self.bits = bits }

    static let names: [String?] = [
        "extended display update ongoing", "equipment malfunction detected", "signal processing irregularity detected",
        "inadequate signal detected", "poor signal detected", "low perfusion detected", "erratic signal detected",
        "nonpulsatile signal detected", "questionable pulse detected", "signal analysis ongoing", "sensor interference detected",
        "sensor unconnected to user", "unknown sensor connected", "sensor displaced", "sensor malfunctioning", "sensor disconnected",
    ]

    /// The sensor is on no finger, or not on the device.
    var hasNoContact: Bool { bits & (1 << 11 | 1 << 15) != 0 }

    /// Every other known bit but the first, which says that the display lags, and nothing of the measurement.
    var isQuestionable: Bool { bits & 0x77FE != 0 }

    var fields: [Field] { Field.flags("device_and_sensor_status", bits, Self.names) }
}
