// The four measurements of a cuff end alike.

import Vitals

/// Pulse rate, user and status: the optional fields that follow the time stamp, each announced by a bit of the flags.
/// Source: GATT Specification Supplement, "Blood Pressure Measurement" and "Enhanced Blood Pressure Measurement".
package struct CuffDetails: Hashable, Sendable {
    package let pulseRate: MedicalFloat?
    package let user: MeasuredUser?
    package let status: BloodPressureStatus?

    enum Flag {
        static let kilopascals: UInt8 = 1 << 0
        static let timeStamp: UInt8 = 1 << 1
        static let pulseRate: UInt8 = 1 << 2
        static let user: UInt8 = 1 << 3
        static let status: UInt8 = 1 << 4
    }

    init(_ flags: UInt8, from cursor: inout ByteCursor, in value: Span<UInt8>) throws(DecodingError) {
        pulseRate = flags & Flag.pulseRate == 0 ? nil : try cursor.sfloat(from: value)
        user = flags & Flag.user == 0 ? nil : MeasuredUser(id: try cursor.uint8(from: value))
        status = flags & Flag.status == 0 ? nil : BloodPressureStatus(bits: try cursor.uint16(from: value))
    }

    static func unit(_ flags: UInt8) -> PressureUnit { flags & Flag.kilopascals == 0 ? .millimetresOfMercury : .kilopascals }

    var pressureQuality: ObservationQuality { status?.pressureQuality ?? .good }

    var fields: [Field] {
        var fields: [Field] = []
        if let pulseRate { fields.append(.medical("pulse_rate", pulseRate, Metric.pulseRate.unit)) }
        if let user { fields.append(user.field) }
        return fields + (status?.fields ?? [])
    }

    func pulseReadings(at time: Reading.Time) -> [Reading] {
        var readings: [Reading] = []
        if let pulseRate, let reading = Reading(.pulseRate, pulseRate, at: time, quality: status?.pulseQuality ?? .good) {
            readings.append(reading)
        }
        return readings
    }

    /// Only of a finished measurement: the status of an unfinished one may still change.
    func irregularPulseReadings(at time: Reading.Time) -> [Reading] {
        status?.hasIrregularPulse == true ? [Reading(.irregularPulse, 1, at: time)] : []
    }
}
