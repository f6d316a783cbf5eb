// Blood Pressure Service: one finished measurement of a cuff.

import Vitals

/// A Blood Pressure Measurement (0x2A35).
///
/// One octet of flags, three SFLOATs in mm[Hg] or kPa, then time stamp, pulse rate, user and measurement status if present. A special value
/// (NaN, NRes, ±INFINITY, reserved) means that the cuff measured nothing; where the cuff doubts its own measurement, readings are
/// questionable. Source: Blood Pressure Service 1.1.1, §3.1; GATT Specification Supplement, "Blood Pressure Measurement".
package struct BloodPressureMeasurement: CharacteristicValue {
    package let pressures: ArterialPressures
    package let timeStamp: DeviceDateTime?
    package let details: CuffDetails
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

    /// All but the pressures.
    var closingFields: [Field] { (timeStamp.map { [.time("time_stamp", $0)] } ?? []) + details.fields + reserved.fields }

    package var fields: [Field] { pressures.fields + closingFields }

    package var readings: [Reading] {
        let time = Reading.Time(stamped: timeStamp)
        return pressures.readings(at: time, quality: details.pressureQuality) + details.pulseReadings(at: time)
            + details.irregularPulseReadings(at: time)
    }
}
