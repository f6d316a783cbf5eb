// Generic Health Sensor Service: observations as they are made.

/// A Live Health Observations value (0x2B8B): an observation as it is made, or a segment of one.
///
/// Source: Generic Health Sensor Service 1.0, "Live Health Observations".
package struct LiveHealthObservations: CharacteristicValue {
    package let segment: ObservationSegment

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        segment = try ObservationSegment(decoding: value, isStored: false)
    }

    package var fields: [Field] { segment.fields }

    package var readings: [Reading] { segment.readings }
}
