// Body Composition Service: what an analyzer makes of a body's impedance.

import Vitals

/// A Body Composition Measurement (0x2A9C), or one half of it.
///
/// Two octets of flags, body fat in 0.1 %, then time stamp, user and the parts that the flags announce. Body fat of 0xFFFF means that the
/// measurement was unsuccessful. With the Multiple Packet Measurement bit, the measurement comes in two values that both give body fat;
/// `BodyCompositionHalves` joins them. Source: Body Composition Service 1.0.1, §3.2; GATT Specification Supplement, "Body Composition
/// Measurement".
package struct BodyCompositionMeasurement: CharacteristicValue {
    package let units: MeasurementUnits
    /// 0.1 %; `nil` when the measurement was unsuccessful.
    package let bodyFatTicks: UInt16?
    package let timeStamp: DeviceDateTime?
    package let user: MeasuredUser?
    /// In the resolution that each part has in `units`.
    package let parts: [BodyCompositionPart: UInt16]
    /// One half of a measurement that came in two values.
    package let isMultiplePacket: Bool
    private let reserved: ReservedRest

    private enum Flag {
        static let imperial: UInt16 = 1 << 0
        static let timeStamp: UInt16 = 1 << 1
        static let user: UInt16 = 1 << 2
        static let multiplePacket: UInt16 = 1 << 12
        static let reserved: UInt16 = 0b111 << 13
    }

    private static let unsuccessful: UInt16 = 0xFFFF

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        let flags = try cursor.uint16(from: value)
        units = flags & Flag.imperial == 0 ? .si : .imperial
        let ticks = try cursor.uint16(from: value)
        bodyFatTicks = ticks == Self.unsuccessful ? nil : ticks
        timeStamp = flags & Flag.timeStamp == 0 ? nil : try cursor.dateTime(from: value)
        user = flags & Flag.user == 0 ? nil : MeasuredUser(id: try cursor.uint8(from: value))
        var parts: [BodyCompositionPart: UInt16] = [:]
        for part in BodyCompositionPart.allCases where flags & part.flag != 0 { parts[part] = try cursor.uint16(from: value) }
        self.parts = parts
        isMultiplePacket = flags & Flag.multiplePacket != 0
        reserved = try ReservedRest(flags & Flag.reserved, from: &cursor, in: value)
    }

    /// Both halves as one; the caller has seen that they belong together.
    init(joining first: Self, _ second: Self) {
        units = first.units
        bodyFatTicks = first.bodyFatTicks ?? second.bodyFatTicks
        timeStamp = first.timeStamp ?? second.timeStamp
        user = first.user ?? second.user
        parts = first.parts.merging(second.parts) { one, _ in one }
        isMultiplePacket = true
        reserved = ReservedRest(joining: [first.reserved, second.reserved])
    }

    package var fields: [Field] {
        var fields = [
            bodyFatTicks.map { .scaled("body_fat_percentage", $0, exponent: -1, "%") }
                ?? Field("body_fat_percentage", .missing("measurement unsuccessful"), unit: "%")
        ]
        if let timeStamp { fields.append(.time("time_stamp", timeStamp)) }
        if let user { fields.append(user.field) }
        for part in BodyCompositionPart.allCases {
            if let ticks = parts[part] { fields.append(part.field(ticks, units)) }
        }
        if isMultiplePacket { fields.append(.text("multiple_packet_measurement", "yes")) }
        return fields + reserved.fields
    }

    package var readings: [Reading] {
        let time = Reading.Time(stamped: timeStamp)
        var readings: [Reading] = []
        if let bodyFatTicks { readings.append(Reading(.bodyFatPercentage, Double(bodyFatTicks) / 10, at: time)) }
        for part in BodyCompositionPart.allCases {
            if let ticks = parts[part] { readings.append(part.reading(ticks, units, at: time)) }
        }
        return readings
    }
}
