// Medical floats are decimal: 36.40 °C is another statement than 36.4 °C, and neither is a binary fraction.

import Vitals

/// A decimal number as the device sent it: mantissa · 10^exponent, digits after the point kept.
package struct ExactDecimal: Hashable, Sendable {
    package let mantissa: Int32
    package let exponent: Int8

    package init(mantissa: Int32, exponent: Int8) {
        self.mantissa = mantissa
        self.exponent = exponent
    }

    /// The powers of ten that a double holds exactly.
    private static let powers: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ]

    /// The nearest double, correctly rounded: one division or multiplication of two exact numbers.
    package var double: Double {
        let size = Int(exponent.magnitude)
        // Beyond 10^22 the standard library's parser rounds once, as multiplying in steps would not.
        guard size < Self.powers.count else { return Double("\(mantissa)e\(exponent)") ?? .nan }
        return exponent < 0 ? Double(mantissa) / Self.powers[size] : Double(mantissa) * Self.powers[size]
    }

    /// Times a power of ten: from kilograms to grams, from liters to milliliters.
    func shifted(by places: Int8) -> Self { Self(mantissa: mantissa, exponent: Int8(clamping: Int(exponent) + Int(places))) }

    /// `ticks` · 10^`exponent` as the nearest double, also where 32 bits do not hold the ticks.
    static func double(_ ticks: some BinaryInteger, exponent: Int8) -> Double {
        Int32(exactly: ticks).map { Self(mantissa: $0, exponent: exponent).double } ?? Double("\(ticks)e\(exponent)") ?? .nan
    }
}

extension ExactDecimal: CustomStringConvertible {
    /// `36.40`, `120`, `12e3`
    package var description: String {
        guard exponent <= 0 else { return "\(mantissa)e\(exponent)" }
        let places = Int(exponent.magnitude)
        guard places > 0 else { return String(mantissa) }
        let digits = mantissa.padded(places + 1)
        return "\(digits.dropLast(places)).\(digits.suffix(places))"
    }
}
