// Pulse oximeters: a control point that no specification defines.

/// A Pulse Oximetry Control Point (0x2A62): bytes whose meaning nobody but the maker knows.
///
/// The name and the number come from a draft of 2012 and still stand in many lists. The adopted Pulse Oximeter Service has no such
/// characteristic, and the assigned numbers lack it: VitalFlow writes nothing to it and does not guess what a device means by it.
package struct PulseOximetryControlPoint: CharacteristicValue {
    /// As sent.
    package let bytes: [UInt8]

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        bytes = try cursor.rest(of: value)
    }

    package var fields: [Field] { [Field("unknown", .raw(bytes))] }
}
