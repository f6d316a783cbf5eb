// The number formats of medical devices, with the values that say why there is no number.

/// An SFLOAT (16 bits) or FLOAT (32 bits) of IEEE 11073-20601, "medfloat16" and "medfloat32" of the GATT Specification Supplement, §2.
///
/// A special value means that the device measured nothing that it could tell: the number is then `nil`, never 0.
package enum MedicalFloat: Hashable, Sendable {
    case number(ExactDecimal)
    /// The device failed to measure.
    case notANumber
    /// There is a value, and the format cannot hold it ("not at this resolution").
    case notAtThisResolution
    case positiveInfinity
    case negativeInfinity
    case reserved

    /// 4 bits of exponent, 12 bits of mantissa, each in two's complement. Source: IEEE 11073-20601, annex F.8.
    package init(sfloat bits: UInt16) {
        switch bits {
        case 0x07FF: self = .notANumber
        case 0x0800: self = .notAtThisResolution
        case 0x07FE: self = .positiveInfinity
        case 0x0802: self = .negativeInfinity
        case 0x0801: self = .reserved
        default:
            let signed = Int16(bitPattern: bits)
            self = .number(ExactDecimal(mantissa: Int32((signed << 4) >> 4), exponent: Int8(signed >> 12)))
        }
    }

    /// 8 bits of exponent, 24 bits of mantissa, each in two's complement. Source: IEEE 11073-20601, annex F.7.
    package init(float bits: UInt32) {
        switch bits {
        case 0x007F_FFFF: self = .notANumber
        case 0x0080_0000: self = .notAtThisResolution
        case 0x007F_FFFE: self = .positiveInfinity
        case 0x0080_0002: self = .negativeInfinity
        case 0x0080_0001: self = .reserved
        default:
            let signed = Int32(bitPattern: bits)
            self = .number(ExactDecimal(mantissa: (signed << 8) >> 8, exponent: Int8(signed >> 24)))
        }
    }

    package var decimal: ExactDecimal? {
        guard case .number(let decimal) = self else { return nil }
        return decimal
    }

    package var double: Double? { decimal?.double }
}

extension MedicalFloat: CustomStringConvertible {
    package var description: String {
        switch self {
        case .number(let decimal): decimal.description
        case .notANumber: "NaN"
        case .notAtThisResolution: "NRes"
        case .positiveInfinity: "+INFINITY"
        case .negativeInfinity: "-INFINITY"
        case .reserved: "reserved"
        }
    }
}
