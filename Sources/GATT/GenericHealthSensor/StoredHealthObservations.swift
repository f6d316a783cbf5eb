// Generic Health Sensor Service: observations that the device kept.

/// A Stored Health Observations value (0x2BDD): an observation that was asked for, after the number of its record, or a segment of that.
///
/// Source: Generic Health Sensor Service 1.0, "Stored Health Observations".
package struct StoredHealthObservations: CharacteristicValue {
    package let segment: ObservationSegment

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        segment = try ObservationSegment(decoding: value, isStored: true)
    }

    package var fields: [Field] { segment.fields }

    package var readings: [Reading] { segment.readings }
}
