// Generic Health Sensor Service: how often the device observes something changed.

/// An Observation Schedule Changed (0x2BF1): the type, the period of measurement and the interval of updates, in seconds as medical floats.
///
/// Source: Generic Health Sensor Service 1.0, "Observation Schedule Changed".
package struct ObservationScheduleChanged: CharacteristicValue {
    package let type: UInt32
    package let measurementPeriod: MedicalFloat
    package let updateInterval: MedicalFloat

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        type = try cursor.uint32(from: value)
        measurementPeriod = try cursor.float(from: value)
        updateInterval = try cursor.float(from: value)
        try cursor.end(of: value)
    }

    package var fields: [Field] {
        [
            .integer("observation_type", type), .medical("measurement_period", measurementPeriod, "s"),
            .medical("update_interval", updateInterval, "s"),
        ]
    }
}
