// Generic Health Sensor Service: observations that are longer than a notification come in segments.

/// A segment's header, and the observation where one segment holds all of it.
///
/// Bit 0 marks the first segment, bit 1 the last; the rest counts segments from 0 to 63 and over again, so that a lost one shows. Source:
/// Generic Health Sensor Service 1.0, "Segmentation Header".
package struct ObservationSegment: Hashable, Sendable {
    package enum Content: Hashable, Sendable {
        /// The record's number, for stored observations, and the observation.
        case whole(record: UInt32?, HealthObservation)
        /// Part of an observation, to be joined with the others in order.
        case part([UInt8])
    }

    package let header: UInt8
    package let content: Content

    package var isFirst: Bool { header & 1 != 0 }
    package var isLast: Bool { header & 2 != 0 }
    package var counter: UInt8 { header >> 2 }

    init(decoding value: Span<UInt8>, isStored: Bool) throws(DecodingError) {
        var cursor = ByteCursor()
        header = try cursor.uint8(from: value)
        if header & 3 == 3 {
            let record = isStored ? try cursor.uint32(from: value) : nil
            content = .whole(record: record, try HealthObservation(wholeOf: value, from: &cursor))
        } else {
            content = .part(try cursor.rest(of: value))
        }
    }

    var fields: [Field] {
        var position: [String] = []
        if isFirst { position.append("first") }
        if isLast { position.append("last") }
        let header: [Field] = [Field("segment", .texts(position)), .integer("rolling_segment_counter", counter)]
        switch content {
        case .whole(let record, let observation):
            return header + (record.map { [.integer("record_number", $0)] } ?? []) + observation.fields()
        case .part(let bytes): return header + [Field("segment_payload", .raw(bytes))]
        }
    }

    var readings: [Reading] {
        guard case .whole(let record, let observation) = content else { return [] }
        return observation.readings(isStored: record != nil)
    }
}
