// Blood Pressure Service 1.1: the pressure in the cuff while it measures.

import Vitals

/// An Enhanced Intermediate Cuff Pressure (0x2B35).
///
/// One octet of flags, one SFLOAT in mm[Hg] or kPa, then the optional fields of an Enhanced Blood Pressure Measurement.
/// Source: Blood Pressure Service 1.1.1; GATT Specification Supplement, "Enhanced Intermediate Cuff Pressure".
package struct EnhancedIntermediateCuffPressure: CharacteristicValue {
    package let cuffPressure: MedicalFloat
    package let unit: PressureUnit
    package let enhanced: EnhancedCuffDetails

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        let flags = try cursor.uint8(from: value)
        unit = CuffDetails.unit(flags)
        cuffPressure = try cursor.sfloat(from: value)
        enhanced = try EnhancedCuffDetails(flags, from: &cursor, in: value)
    }

    package var fields: [Field] {
        [.medical("intermediate_cuff_pressure", cuffPressure, unit.unit)] + enhanced.fields
    }

    package var readings: [Reading] {
        let time = enhanced.readingTime
        return (unit.millimetresOfMercury(cuffPressure).map { [Reading(.cuffPressure, $0, at: time)] } ?? [])
            + enhanced.details.pulseReadings(at: time)
    }
}
