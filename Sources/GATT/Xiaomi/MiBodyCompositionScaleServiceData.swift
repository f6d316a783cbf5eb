// Xiaomi's scales with electrodes.

import Vitals

/// Service data of the Mi Body Composition Scale, first and second (0x181B): 16 flags, the date and time of the scale's clock, the impedance
/// of the body in ohms, and the weight.
///
/// The scale weighs first and then passes its current: the impedance is one only with its flag, and not with the values from 3000 on by which
/// the scale says that it failed or has not begun. As with the other scale, readings are of the time of arrival. The body's impedance is not
/// yet its composition: that takes formulas that the maker keeps.
/// Source: openScale wiki, "Xiaomi Bluetooth Mi Scale", and its decoder; the maker publishes nothing.
package struct MiBodyCompositionScaleServiceData: CharacteristicValue {
    /// The first byte in the lower half.
    package let flags: UInt16
    package let time: DeviceDateTime
    /// Ohm, as sent.
    package let impedance: UInt16
    package let weight: MiWeight

    private enum Flag {
        static let pound: UInt16 = 1 << 0
        static let impedance: UInt16 = 1 << 9
        static let stabilized: UInt16 = 1 << 13
        static let jin: UInt16 = 1 << 14
        static let removed: UInt16 = 1 << 15
        /// Bits 1 and 10 are always set.
        static let unexplained: UInt16 = 0b0001_1101_1111_1110
    }

    private static let impedances: Range<UInt16> = 1..<3000

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        flags = try cursor.uint16(from: value)
        time = try cursor.dateTime(from: value)
        impedance = try cursor.uint16(from: value)
        weight = MiWeight(
            ticks: try cursor.uint16(from: value), unit: flags & Flag.jin != 0 ? .jin : flags & Flag.pound != 0 ? .pound : .kilogram)
        try cursor.end(of: value)
    }

    package var isStabilized: Bool { flags & Flag.stabilized != 0 }

    /// Whether the scale is empty again.
    package var isRemoved: Bool { flags & Flag.removed != 0 }

    /// `nil` while there is none.
    package var impedanceOhms: UInt16? { flags & Flag.impedance != 0 && Self.impedances.contains(impedance) ? impedance : nil }

    package var fields: [Field] {
        [
            .text("stabilized", isStabilized ? "yes" : "no"), .text("weight_removed", isRemoved ? "yes" : "no"), .time("time", time),
            impedanceOhms.map { .integer("impedance", $0, "Ohm") } ?? Field("impedance", .missing("no value"), unit: "Ohm"), weight.field,
        ] + Field.reserved("unexplained_flags", flags & Flag.unexplained)
    }

    package var readings: [Reading] {
        isStabilized && !isRemoved && weight.ticks > 0 ? [Reading(.bodyWeight, weight.kilograms)] : []
    }
}
