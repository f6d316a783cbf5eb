// Generic Health Sensor Service: what the device can observe.

/// A Health Sensor Features (0x2BF3): the types that the device observes and, if it tells, the device specializations that it follows.
///
/// Types are codes of IEEE 11073-10101. A specialization is a term of partition 8 in its lower 16 bits (4103 is a blood pressure monitor)
/// and a version above them. Source: Generic Health Sensor Service 1.0, "Health Sensor Features".
package struct HealthSensorFeatures: CharacteristicValue {
    package let observationTypes: [UInt32]
    package let specializations: [UInt32]?
    private let reserved: ReservedRest

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        let flags = try cursor.uint8(from: value)
        observationTypes = try cursor.codes(from: value)
        specializations = flags & 1 == 0 ? nil : try cursor.codes(from: value)
        reserved = try ReservedRest(flags & ~1, from: &cursor, in: value)
    }

    package var fields: [Field] {
        var fields = [Field("supported_observation_types", .numbers(observationTypes.map(Double.init)))]
        if let specializations {
            fields.append(
                Field("supported_device_specializations", .texts(specializations.map { "\($0 & 0xFFFF) version \($0 >> 16)" })))
        }
        return fields + reserved.fields.reversed()
    }
}
