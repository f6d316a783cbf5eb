// Cuffs send millimetres of mercury or kilopascals; observations are in millimetres of mercury.

/// The unit that bit 0 of the flags selects.
package enum PressureUnit: Hashable, Sendable {
    case millimetresOfMercury
    case kilopascals

    /// UCUM.
    package var unit: String { self == .kilopascals ? "kPa" : "mm[Hg]" }

    /// `nil` where there is no number. 1 mm[Hg] is 133.322 Pa (UCUM).
    package func millimetresOfMercury(_ value: MedicalFloat) -> Double? {
        guard let decimal = value.decimal else { return nil }
        guard self == .kilopascals else { return decimal.double }
        guard (-8...0).contains(decimal.exponent) else { return decimal.double * 1_000_000 / 133_322 }
        // m · 10^-n kPa = 10^6 · m / (133322 · 10^n) mm[Hg]: both sides stay below 2^53, so the division alone rounds.
        var power: Int64 = 1
        for _ in 0..<decimal.exponent.magnitude { power *= 10 }
        return Double(Int64(decimal.mantissa) * 1_000_000) / Double(133_322 * power)
    }
}
