// Cuffs and scales that several people share number them.

/// The User ID of a measurement: the device's own number of a person; 255 means that the device does not know who was measured.
/// Source: GATT Specification Supplement, "Blood Pressure Measurement", "Weight Measurement", "Body Composition Measurement".
package struct MeasuredUser: Hashable, Sendable {
    package let id: UInt8

    package init(id: UInt8) { self.id = id }

    package var isKnown: Bool { id != 0xFF }

    var field: Field { isKnown ? .integer("user_id", id) : Field("user_id", .missing("unknown user")) }
}
