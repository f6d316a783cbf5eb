// Blood Pressure Service: the pressure in the cuff while it measures.

import Vitals

/// An Intermediate Cuff Pressure (0x2A36), laid out as a Blood Pressure Measurement whose diastolic and mean pressures are unused.
///
/// The unused sub-fields are to be NaN; they are shown only where a device sends something else. Source: Blood Pressure Service 1.1.1, §3.2;
/// GATT Specification Supplement, "Intermediate Cuff Pressure".
package struct IntermediateCuffPressure: CharacteristicValue {
    /// The current cuff pressure stands in the place of the systolic one.
    package let measurement: BloodPressureMeasurement

    package init(decoding value: Span<UInt8>) throws(DecodingError) { measurement = try BloodPressureMeasurement(decoding: value) }

    private var pressures: ArterialPressures { measurement.pressures }

    package var currentCuffPressure: MedicalFloat { pressures.systolic }

    package var fields: [Field] {
        let unit = pressures.unit.unit
        var fields: [Field] = [.medical("current_cuff_pressure", currentCuffPressure, unit)]
        if pressures.diastolic != .notANumber { fields.append(.medical("diastolic_unused", pressures.diastolic, unit)) }
        if pressures.mean != .notANumber { fields.append(.medical("mean_arterial_pressure_unused", pressures.mean, unit)) }
        return fields + measurement.closingFields
    }

    package var readings: [Reading] {
        let time = Reading.Time(stamped: measurement.timeStamp)
        return (pressures.unit.millimetresOfMercury(currentCuffPressure).map { [Reading(.cuffPressure, $0, at: time)] } ?? [])
            + measurement.details.pulseReadings(at: time)
    }
}
