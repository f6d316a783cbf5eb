// Blood Pressure Service: the pressure in the cuff while it measures.

import Vitals

/// An Intermediate Cuff Pressure (0x2A36), laid out as a Blood Pressure Measurement whose diastolic and mean pressures are unused.
///
/// The unused sub-fields are to be NaN; they are shown only where a device sends something else. Source: Blood Pressure Service 1.1.1, §3.2;
/// GATT Specification Supplement, "Intermediate Cuff Pressure".
package struct IntermediateCuffPressure: CharacteristicValue {
    /// The current cuff pressure stands in the place of the systolic one.
    private let pressures: ArterialPressures
    package let timeStamp: DeviceDateTime?
    private let details: CuffDetails
    private let reserved: ReservedRest

    private static let reservedFlags: UInt8 = 0b1110_0000

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        let flags = try cursor.uint8(from: value)
        pressures = try ArterialPressures(CuffDetails.unit(flags), from: &cursor, in: value)
        timeStamp = flags & CuffDetails.Flag.timeStamp == 0 ? nil : try cursor.dateTime(from: value)
        details = try CuffDetails(flags, from: &cursor, in: value)
        reserved = try ReservedRest(flags & Self.reservedFlags, from: &cursor, in: value)
    }

    package var currentCuffPressure: MedicalFloat { pressures.systolic }
    package var unit: PressureUnit { pressures.unit }
    package var pulseRate: MedicalFloat? { details.pulseRate }
    package var user: MeasuredUser? { details.user }
    package var status: BloodPressureStatus? { details.status }

    package var fields: [Field] {
        var fields: [Field] = [.medical("current_cuff_pressure", currentCuffPressure, unit.unit)]
        if pressures.diastolic != .notANumber { fields.append(.medical("diastolic_unused", pressures.diastolic, unit.unit)) }
        if pressures.mean != .notANumber { fields.append(.medical("mean_arterial_pressure_unused", pressures.mean, unit.unit)) }
        if let timeStamp { fields.append(.time("time_stamp", timeStamp)) }
        return fields + details.fields + reserved.fields
    }

    package var readings: [Reading] {
        let time = Reading.Time(stamped: timeStamp)
        return (unit.millimetresOfMercury(currentCuffPressure).map { [Reading(.cuffPressure, $0, at: time)] } ?? [])
            + details.pulseReadings(at: time)
    }
}
