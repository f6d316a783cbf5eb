// Xiaomi's first scale, and its Smart Scale 2.

import Vitals

/// Service data of the Mi Smart Scale (0x181D): flags, weight, and the date and time of the scale's clock.
///
/// The scale advertises while it weighs, and the last weight for some seconds after. A weight is one once it is stabilized and while the person
/// still stands there. Readings are of the time of arrival: the scale's clock says 1970 until an app sets it, in no known time zone.
/// Source: openScale wiki, "Xiaomi Bluetooth Mi Scale"; the maker publishes nothing.
package struct MiScaleServiceData: CharacteristicValue {
    package let flags: UInt8
    package let weight: MiWeight
    package let time: DeviceDateTime

    private enum Flag {
        static let pound: UInt8 = 1 << 0
        static let jin: UInt8 = 1 << 4
        static let stabilized: UInt8 = 1 << 5
        static let removed: UInt8 = 1 << 7
        /// Bit 1 is always set.
        static let unexplained: UInt8 = 0b0100_1110
    }

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        flags = try cursor.uint8(from: value)
        weight = MiWeight(
            ticks: try cursor.uint16(from: value), unit: flags & Flag.jin != 0 ? .jin : flags & Flag.pound != 0 ? .pound : .kilogram)
        time = try cursor.dateTime(from: value)
        try cursor.end(of: value)
    }

    package var isStabilized: Bool { flags & Flag.stabilized != 0 }

    /// Whether the scale is empty again.
    package var isRemoved: Bool { flags & Flag.removed != 0 }

    package var fields: [Field] {
        [
            .text("stabilized", isStabilized ? "yes" : "no"), .text("weight_removed", isRemoved ? "yes" : "no"), weight.field,
            .time("time", time),
        ] + Field.reserved("unexplained_flags", flags & Flag.unexplained)
    }

    package var readings: [Reading] {
        isStabilized && !isRemoved && weight.ticks > 0 ? [Reading(.bodyWeight, weight.kilograms)] : []
    }
}
