// Continuous Glucose Monitoring Service: how the sensor is now, whatever it last measured.

/// A CGM Status (0x2AA9): minutes since the session began, and the three octets of the sensor's status, maybe a checksum.
/// Source: Continuous Glucose Monitoring Service 1.0.2, §3.3; GATT Specification Supplement, "CGM Status".
package struct CGMStatus: CharacteristicValue {
    package let timeOffset: UInt16
    package let sensorStatus: CGMSensorStatus

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        timeOffset = try cursor.uint16(from: value)
        sensorStatus = CGMSensorStatus(
            status: try cursor.uint8(from: value), calibrationAndTemperature: try cursor.uint8(from: value),
            warning: try cursor.uint8(from: value))
        try cursor.endOrChecksum(of: value)
    }

    package var fields: [Field] {
        [.integer("time_offset", timeOffset, "min")] + sensorStatus.statusFields + sensorStatus.calibrationAndTemperatureFields
            + sensorStatus.warningFields
    }
}
