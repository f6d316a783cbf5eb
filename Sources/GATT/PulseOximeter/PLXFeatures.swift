// Pulse Oximeter Service: what an oximeter can tell.

/// PLX Features (0x2A60): 16 bits, of which 8 to 15 are reserved, then which bits of either status the oximeter supports.
///
/// Bit 0 announces the support of the measurement status (16 bits), bit 1 that of the device and sensor status (24 bits).
/// Source: Pulse Oximeter Service 1.0.1, §3.3.
package struct PLXFeatures: CharacteristicValue {
    package let bits: UInt16
    package let measurementStatusSupport: OximeterMeasurementStatus?
    package let sensorStatusSupport: OximeterSensorStatus?
    private let rest: ReservedRest

    private static let reserved: UInt16 = 0xFF00

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        bits = try cursor.uint16(from: value)
        measurementStatusSupport = bits & 1 << 0 == 0 ? nil : OximeterMeasurementStatus(bits: try cursor.uint16(from: value))
        sensorStatusSupport = bits & 1 << 1 == 0 ? nil : OximeterSensorStatus(bits: try cursor.uint24(from: value))
        rest = try ReservedRest(bits & Self.reserved, from: &cursor, in: value)
    }

    package var storesSpotChecks: Bool { bits & 1 << 2 != 0 }

    package var fields: [Field] {
        var fields = Field.flags(
            "supported_features", bits & ~Self.reserved,
            [
                "measurement status", "device and sensor status", "measurement storage for spot-check measurements",
                "timestamp for spot-check measurements", "SpO2PR-Fast metric", "SpO2PR-Slow metric", "pulse amplitude index",
                "multiple bonds",
            ])
        if let measurementStatusSupport {
            fields += Field.flags("measurement_status_support", measurementStatusSupport.bits, OximeterMeasurementStatus.names)
        }
        if let sensorStatusSupport {
            fields += Field.flags("device_and_sensor_status_support", sensorStatusSupport.bits, OximeterSensorStatus.names)
        }
        return fields + rest.fields
    }
}
