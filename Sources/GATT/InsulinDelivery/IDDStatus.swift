// Insulin Delivery Service: whether the pump runs, and how much insulin it has.

import Vitals

/// An IDD Status (0x2B21): therapy control state, operational state, insulin in the reservoir in IU; maybe a counter and a checksum.
/// Source: Insulin Delivery Service 1.0.2, §3.2; GATT Specification Supplement, "IDD Status".
package struct IDDStatus: CharacteristicValue {
    package let fields: [Field]
    /// In IU.
    package let reservoirRemaining: MedicalFloat
    package let isReservoirAttached: Bool

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var reader = IDDReader()
        try reader.code8("therapy_control_state", .therapyControlState, from: value)
        try reader.code8("operational_state", .operationalState, from: value)
        reservoirRemaining = try reader.sfloat("reservoir_remaining_amount", "[iU]", from: value)
        isReservoirAttached = try reader.flags8("flags", ["reservoir attached"], layout: 0, from: value) & 1 != 0
        try reader.end(of: value)
        fields = reader.fields
    }

    /// Without a reservoir there is nothing to measure.
    package var readings: [Reading] {
        guard isReservoirAttached, let reading = Reading(.insulinReservoir, reservoirRemaining) else { return [] }
        return [reading]
    }
}
