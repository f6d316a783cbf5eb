// What a cuff measures with one inflation.

import Vitals

/// The compound value of a blood pressure measurement: three SFLOATs, each of which may be missing.
/// Source: GATT Specification Supplement, "Blood Pressure Measurement".
package struct ArterialPressures: Hashable, Sendable {
    package let systolic: MedicalFloat
    package let diastolic: MedicalFloat
    package let mean: MedicalFloat
    package let unit: PressureUnit

    init(_ unit: PressureUnit, from cursor: inout ByteCursor, in value: Span<UInt8>) throws(DecodingError) {
        self.unit = unit
        systolic = try cursor.sfloat(from: value)
        diastolic = try cursor.sfloat(from: value)
        mean = try cursor.sfloat(from: value)
    }

    var fields: [Field] {
        [
            .medical("systolic", systolic, unit.unit), .medical("diastolic", diastolic, unit.unit),
            .medical("mean_arterial_pressure", mean, unit.unit),
        ]
    }

    func readings(at time: Reading.Time, quality: ObservationQuality) -> [Reading] {
        let measured: [(Metric, MedicalFloat)] = [
            (.systolicPressure, systolic), (.diastolicPressure, diastolic), (.meanArterialPressure, mean),
        ]
        return measured.compactMap { metric, pressure in
            unit.millimetresOfMercury(pressure).map { Reading(metric, $0, at: time, quality: quality) }
        }
    }
}
