// Pulse Oximeter Service: what an oximeter that is worn sends about once a second.

import Vitals

/// A PLX Continuous Measurement (0x2A5F).
///
/// One octet of flags, saturation in percent and pulse per minute as SFLOATs, the same over a shorter and over a longer time if present, then
/// measurement status, device and sensor status (24 bits) and pulse amplitude index if present. A special value means that nothing was
/// measured; nor is what the oximeter calls invalid, unavailable, a demonstration or a test. Source: Pulse Oximeter Service 1.0.1, §3.2.
package struct PLXContinuousMeasurement: CharacteristicValue {
    package let normal: SpO2PR
    package let fast: SpO2PR?
    package let slow: SpO2PR?
    private let details: OximeterDetails
    private let reserved: ReservedRest

    private enum Flag {
        static let fast: UInt8 = 1 << 0
        static let slow: UInt8 = 1 << 1
        static let reserved: UInt8 = 0b1110_0000
    }

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        let flags = try cursor.uint8(from: value)
        normal = try SpO2PR(from: &cursor, in: value)
        fast = flags & Flag.fast == 0 ? nil : try SpO2PR(from: &cursor, in: value)
        slow = flags & Flag.slow == 0 ? nil : try SpO2PR(from: &cursor, in: value)
        details = try OximeterDetails(flags >> 2, from: &cursor, in: value)
        reserved = try ReservedRest(flags & Flag.reserved, from: &cursor, in: value)
    }

    package var measurementStatus: OximeterMeasurementStatus? { details.status }
    package var sensorStatus: OximeterSensorStatus? { details.sensor }
    package var pulseAmplitudeIndex: MedicalFloat? { details.pulseAmplitudeIndex }

    package var fields: [Field] {
        normal.fields("spo2pr_normal") + (fast?.fields("spo2pr_fast") ?? []) + (slow?.fields("spo2pr_slow") ?? []) + details.fields
            + reserved.fields
    }

    package var readings: [Reading] {
        guard details.isMeasured else { return [] }
        let quality = details.quality
        return normal.readings(.oxygenSaturation, .pulseRate, at: .arrival, quality: quality)
            + (fast?.readings(.oxygenSaturationFast, .pulseRateFast, at: .arrival, quality: quality) ?? [])
            + (slow?.readings(.oxygenSaturationSlow, .pulseRateSlow, at: .arrival, quality: quality) ?? [])
            + details.indexReadings(at: .arrival)
    }
}
