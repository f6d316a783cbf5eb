// Both measurements of an oximeter end alike.

import Vitals

/// Measurement status, device and sensor status, and pulse amplitude index: each present where a bit of the flags announces it.
/// Source: Pulse Oximeter Service 1.0.1, §3.1 and §3.2.
struct OximeterDetails: Hashable, Sendable {
    let status: OximeterMeasurementStatus?
    let sensor: OximeterSensorStatus?
    /// In percent.
    let pulseAmplitudeIndex: MedicalFloat?

    /// `flags` begin with the bit of the measurement status.
    init(_ flags: UInt8, from cursor: inout ByteCursor, in value: Span<UInt8>) throws(DecodingError) {
        status = flags & 1 << 0 == 0 ? nil : OximeterMeasurementStatus(bits: try cursor.uint16(from: value))
        sensor = flags & 1 << 1 == 0 ? nil : OximeterSensorStatus(bits: try cursor.uint24(from: value))
        pulseAmplitudeIndex = flags & 1 << 2 == 0 ? nil : try cursor.sfloat(from: value)
    }

    /// False where the oximeter says that there is no measurement of a person.
    var isMeasured: Bool { status?.isMeasured ?? true }

    var quality: ObservationQuality {
        if sensor?.hasNoContact == true { return .noContact }
        return status?.isQuestionable == true || sensor?.isQuestionable == true ? .questionable : .good
    }

    var fields: [Field] {
        var fields = (status?.fields ?? []) + (sensor?.fields ?? [])
        if let pulseAmplitudeIndex { fields.append(.medical("pulse_amplitude_index", pulseAmplitudeIndex, Metric.perfusionIndex.unit)) }
        return fields
    }

    func indexReadings(at time: Reading.Time) -> [Reading] {
        guard let pulseAmplitudeIndex, let reading = Reading(.perfusionIndex, pulseAmplitudeIndex, at: time, quality: quality) else {
            return []
        }
        return [reading]
    }
}
