// Polar Measurement Data: what reading the control point gives.

/// What a device can measure: a bit for each measurement type, in as many bytes as the device likes.
package struct PolarFeatures: Hashable, Sendable {
    /// Lowest byte first; the first 64 bits.
    package let bits: UInt64
    /// What follows these.
    package let further: [UInt8]

    init(from value: Span<UInt8>, _ cursor: inout ByteCursor) throws(DecodingError) {
        var bits = UInt64(try cursor.uint8(from: value))
        var shift: UInt64 = 8
        while shift < 64, cursor.remaining(in: value) > 0 {
            bits |= UInt64(try cursor.uint8(from: value)) << shift
            shift += 8
        }
        self.bits = bits
        further = try cursor.rest(of: value)
    }

    package func contains(_ type: PolarMeasurementType) -> Bool { bits & 1 << UInt64(type.code) != 0 }

    var fields: [Field] {
        Field.flags("features", bits, PolarMeasurementType.names)
            + (further.allSatisfy { $0 == 0 } ? [] : [Field("further_features", .raw(further))])
    }
}
