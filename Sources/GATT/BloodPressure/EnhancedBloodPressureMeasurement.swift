// Blood Pressure Service 1.1: a measurement whose times are counted in seconds.

import Vitals

/// An Enhanced Blood Pressure Measurement (0x2B34).
///
/// One octet of flags, three SFLOATs in mm[Hg] or kPa, then time stamp, pulse rate, user, measurement status and user facing time if present.
/// Both times count seconds since 1900 or 2000. A special value means that the cuff measured nothing. Source: Blood Pressure Service 1.1.1;
/// GATT Specification Supplement, "Enhanced Blood Pressure Measurement".
package struct EnhancedBloodPressureMeasurement: CharacteristicValue {
    package let pressures: ArterialPressures
    private let times: EnhancedTimes
    private let details: CuffDetails
    private let reserved: ReservedRest

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        let flags = try cursor.uint8(from: value)
        pressures = try ArterialPressures(CuffDetails.unit(flags), from: &cursor, in: value)
        let timeStamp = try EnhancedTimes.timeStamp(flags, from: &cursor, in: value)
        details = try CuffDetails(flags, from: &cursor, in: value)
        times = EnhancedTimes(
            timeStamp: timeStamp, userFacingTime: try EnhancedTimes.userFacingTime(flags, from: &cursor, in: value))
        reserved = try ReservedRest(flags & EnhancedTimes.reservedFlags, from: &cursor, in: value)
    }

    package var timeStamp: SecondsSinceEpoch? { times.timeStamp }
    package var userFacingTime: SecondsSinceEpoch? { times.userFacingTime }
    package var pulseRate: MedicalFloat? { details.pulseRate }
    package var user: MeasuredUser? { details.user }
    package var status: BloodPressureStatus? { details.status }

    package var fields: [Field] { pressures.fields + times.fields(around: details) + reserved.fields }

    package var readings: [Reading] {
        let time = times.readingTime
        return pressures.readings(at: time, quality: details.pressureQuality) + details.pulseReadings(at: time)
            + details.irregularPulseReadings(at: time)
    }
}
