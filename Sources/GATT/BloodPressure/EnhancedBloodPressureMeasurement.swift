// Blood Pressure Service 1.1: a measurement whose times are counted in seconds.

import Vitals

/// An Enhanced Blood Pressure Measurement (0x2B34).
///
/// One octet of flags, three SFLOATs in mm[Hg] or kPa, then time stamp, pulse rate, user, measurement status and user facing time if present.
/// Both times count seconds since 1900 or 2000. A special value means that the cuff measured nothing. Source: Blood Pressure Service 1.1.1;
/// GATT Specification Supplement, "Enhanced Blood Pressure Measurement".
package struct EnhancedBloodPressureMeasurement: CharacteristicValue {
    package let pressures: ArterialPressures
    package let enhanced: EnhancedCuffDetails

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        let flags = try cursor.uint8(from: value)
        pressures = try ArterialPressures(CuffDetails.unit(flags), from: &cursor, in: value)
        enhanced = try EnhancedCuffDetails(flags, from: &cursor, in: value)
    }

    package var fields: [Field] { pressures.fields + enhanced.fields }

    package var readings: [Reading] {
        let time = enhanced.readingTime
        return pressures.readings(at: time, quality: enhanced.details.pressureQuality) + enhanced.details.pulseReadings(at: time)
            + enhanced.details.irregularPulseReadings(at: time)
    }
}
