// Pulse Oximeter Service: one measurement that somebody made.

import Vitals

/// A PLX Spot-Check Measurement (0x2A5E).
///
/// One octet of flags, saturation in percent and pulse per minute as SFLOATs, then timestamp, measurement status, device and sensor status
/// (24 bits) and pulse amplitude index if present. A special value means that nothing was measured; nor is what the oximeter calls invalid,
/// unavailable, a demonstration or a test. Where its clock is not set, the timestamp is no time. Source: Pulse Oximeter Service 1.0.1, §3.1.
package struct PLXSpotCheckMeasurement: CharacteristicValue {
    package let spotCheck: SpO2PR
    package let timestamp: DeviceDateTime?
    package let isDeviceClockSet: Bool
    private let details: OximeterDetails
    private let reserved: ReservedRest

    private enum Flag {
        static let timestamp: UInt8 = 1 << 0
        static let clockNotSet: UInt8 = 1 << 4
        static let reserved: UInt8 = 0b1110_0000
    }

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        let flags = try cursor.uint8(from: value)
        spotCheck = try SpO2PR(from: &cursor, in: value)
        timestamp = flags & Flag.timestamp == 0 ? nil : try cursor.dateTime(from: value)
        isDeviceClockSet = flags & Flag.clockNotSet == 0
        details = try OximeterDetails(flags >> 1, from: &cursor, in: value)
        reserved = try ReservedRest(flags & Flag.reserved, from: &cursor, in: value)
    }

    package var measurementStatus: OximeterMeasurementStatus? { details.status }
    package var sensorStatus: OximeterSensorStatus? { details.sensor }
    package var pulseAmplitudeIndex: MedicalFloat? { details.pulseAmplitudeIndex }

    package var fields: [Field] {
        var fields = spotCheck.fields("spo2pr_spot_check")
        if let timestamp { fields.append(.time("timestamp", timestamp)) }
        fields += details.fields
        if !isDeviceClockSet { fields.append(.text("device_clock", "not set")) }
        return fields + reserved.fields
    }

    package var readings: [Reading] {
        guard details.isMeasured else { return [] }
        var time = Reading.Time.arrival
        if let timestamp, isDeviceClockSet { time = .device(timestamp) }
        return spotCheck.readings(.oxygenSaturation, .pulseRate, at: time, quality: details.quality) + details.indexReadings(at: time)
    }
}
