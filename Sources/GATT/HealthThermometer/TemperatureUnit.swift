// Thermometers send degrees Celsius or Fahrenheit; observations are in degrees Celsius.

/// The unit that bit 0 of the flags selects.
package enum TemperatureUnit: Hashable, Sendable {
    case celsius
    case fahrenheit

    /// UCUM.
    package var unit: String { self == .celsius ? "Cel" : "[degF]" }

    /// `nil` where there is no number. 98.6 °F is 37 °C, without the error of a binary fraction.
    package func celsius(_ value: MedicalFloat) -> Double? {
        guard let decimal = value.decimal else { return nil }
        guard self == .fahrenheit else { return decimal.double }
        guard (-9...0).contains(decimal.exponent) else { return (decimal.double - 32) * 5 / 9 }
        // (m · 10^-n - 32) · 5/9 = (5m - 160 · 10^n) / (9 · 10^n); both sides stay below 2^53.
        var power: Int64 = 1
        for _ in 0..<decimal.exponent.magnitude { power *= 10 }
        return Double(Int64(decimal.mantissa) * 5 - 160 * power) / Double(9 * power)
    }
}
