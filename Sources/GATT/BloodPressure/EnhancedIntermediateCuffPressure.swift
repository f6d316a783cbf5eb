// Blood Pressure Service 1.1: the pressure in the cuff while it measures.

import Vitals

/// An Enhanced Intermediate Cuff Pressure (0x2B35).
///
/// One octet of flags, one SFLOAT in mm[Hg] or kPa, then the optional fields of an Enhanced Blood Pressure Measurement.
/// Source: Blood Pressure Service 1.1.1; GATT Specification Supplement, "Enhanced Intermediate Cuff Pressure".
package struct EnhancedIntermediateCuffPressure: CharacteristicValue {
    package let cuffPressure: MedicalFloat
    package let unit: PressureUnit
    private let times: EnhancedTimes
    private let details: CuffDetails
    private let reserved: ReservedRest

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        let flags = try cursor.uint8(from: value)
        unit = CuffDetails.unit(flags)
        cuffPressure = try cursor.sfloat(from: value)
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

    package var fields: [Field] {
        [.medical("intermediate_cuff_pressure", cuffPressure, unit.unit)] + times.fields(around: details) + reserved.fields
    }

    package var readings: [Reading] {
        let time = times.readingTime
        return (unit.millimetresOfMercury(cuffPressure).map { [Reading(.cuffPressure, $0, at: time)] } ?? [])
            + details.pulseReadings(at: time)
    }
}
