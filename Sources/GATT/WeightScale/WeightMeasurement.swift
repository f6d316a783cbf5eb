// Weight Scale Service: one weighing.

import Vitals

/// A Weight Measurement (0x2A9D).
///
/// One octet of flags, the weight in 0.005 kg or 0.01 lb, then time stamp, user, and body mass index (0.1 kg/m²) with height (0.001 m or
/// 0.1 in) if present. A weight of 0xFFFF means that the measurement was unsuccessful; there is then no index either.
/// Source: Weight Scale Service 1.0.1, §3.2; GATT Specification Supplement, "Weight Measurement".
package struct WeightMeasurement: CharacteristicValue {
    package let units: MeasurementUnits
    /// `nil` when the measurement was unsuccessful.
    package let weightTicks: UInt16?
    package let timeStamp: DeviceDateTime?
    package let user: MeasuredUser?
    package let bodyMassIndexTicks: UInt16?
    package let heightTicks: UInt16?
    private let reserved: ReservedRest

    private enum Flag {
        static let imperial: UInt8 = 1 << 0
        static let timeStamp: UInt8 = 1 << 1
        static let user: UInt8 = 1 << 2
        static let indexAndHeight: UInt8 = 1 << 3
        static let reserved: UInt8 = 0b1111_0000
    }

    private static let unsuccessful: UInt16 = 0xFFFF

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        let flags = try cursor.uint8(from: value)
        units = flags & Flag.imperial == 0 ? .si : .imperial
        let ticks = try cursor.uint16(from: value)
        weightTicks = ticks == Self.unsuccessful ? nil : ticks
        timeStamp = flags & Flag.timeStamp == 0 ? nil : try cursor.dateTime(from: value)
        user = flags & Flag.user == 0 ? nil : MeasuredUser(id: try cursor.uint8(from: value))
        let hasHeight = flags & Flag.indexAndHeight != 0
        bodyMassIndexTicks = hasHeight ? try cursor.uint16(from: value) : nil
        heightTicks = hasHeight ? try cursor.uint16(from: value) : nil
        reserved = try ReservedRest(flags & Flag.reserved, from: &cursor, in: value)
    }

    package var fields: [Field] {
        var fields = [
            weightTicks.map { units.massField("weight", $0) }
                ?? Field("weight", .missing("measurement unsuccessful"), unit: units == .si ? "kg" : "[lb_av]")
        ]
        if let timeStamp { fields.append(.time("time_stamp", timeStamp)) }
        if let user { fields.append(user.field) }
        if let bodyMassIndexTicks { fields.append(.scaled("bmi", bodyMassIndexTicks, exponent: -1, Metric.bodyMassIndex.unit)) }
        if let heightTicks { fields.append(units.lengthField("height", heightTicks)) }
        return fields + reserved.fields
    }

    package var readings: [Reading] {
        let time = Reading.Time(stamped: timeStamp)
        var readings: [Reading] = []
        if let weightTicks {
            readings.append(Reading(.bodyWeight, units.kilograms(weightTicks), at: time))
            if let bodyMassIndexTicks { readings.append(Reading(.bodyMassIndex, Double(bodyMassIndexTicks) / 10, at: time)) }
        }
        if let heightTicks { readings.append(Reading(.bodyHeight, units.metres(heightTicks), at: time)) }
        return readings
    }
}
