// User Data Service: lengths of a person.

package import Vitals

/// Which length of the User Data Service a value is.
package protocol UserLengthKind: FieldKind {
    /// Of ten, in metres.
    static var exponent: Int8 { get }
    /// `nil` where the length is a setting and no measurement.
    static var metric: Metric? { get }
}

/// A Height (0x2A8E), High Resolution Height (0x2B47), Waist Circumference (0x2A97), Hip Circumference (0x2A8F) or Stride Length (0x2B49).
///
/// 16 bits in metres: hundredths, for the high resolution ten-thousandths, for the stride thousandths. Heights and circumferences are
/// measurements and give readings; the stride is what a device counts with, and gives none.
/// Source: User Data Service 1.1; GATT Specification Supplement.
package struct UserLength<Kind: UserLengthKind>: CharacteristicValue {
    package let ticks: UInt16

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        ticks = try cursor.uint16(from: value)
        try cursor.end(of: value)
    }

    package var metres: Double { ExactDecimal(mantissa: Int32(ticks), exponent: Kind.exponent).double }

    package var fields: [Field] { [.scaled(Kind.fieldName, ticks, exponent: Kind.exponent, "m")] }

    package var readings: [Reading] { Kind.metric.map { [Reading($0, metres)] } ?? [] }
}

package enum HeightKind: UserLengthKind {
    package static let fieldName = "height"
    package static let exponent: Int8 = -2
    package static let metric: Metric? = .bodyHeight
}

package enum HighResolutionHeightKind: UserLengthKind {
    package static let fieldName = "high_resolution_height"
    package static let exponent: Int8 = -4
    package static let metric: Metric? = .bodyHeight
}

package enum WaistCircumferenceKind: UserLengthKind {
    package static let fieldName = "waist_circumference"
    package static let exponent: Int8 = -2
    package static let metric: Metric? = .waistCircumference
}

package enum HipCircumferenceKind: UserLengthKind {
    package static let fieldName = "hip_circumference"
    package static let exponent: Int8 = -2
    package static let metric: Metric? = .hipCircumference
}

package enum StrideLengthKind: UserLengthKind {
    package static let fieldName = "stride_length"
    package static let exponent: Int8 = -3
    package static let metric: Metric? = nil
}
