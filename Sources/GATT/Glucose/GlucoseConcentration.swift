// A glucose concentration in the unit that the device chose, and in the one that all of VitalFlow compares.

import Vitals

/// A glucose concentration as a meter sends it: kg/L or mol/L.
package struct GlucoseConcentration: Hashable, Sendable {
    package enum Unit: String, Hashable, Sendable {
        case kilogramsPerLiter = "kg/L"
        case molesPerLiter = "mol/L"
    }

    package let value: MedicalFloat
    package let unit: Unit

    package init(_ value: MedicalFloat, _ unit: Unit) {
        self.value = value
        self.unit = unit
    }

    /// Correctly rounded: 1 kg/L is 10⁵ mg/dL, and 1 mol/L is 18 015.6 mg/dL, glucose having 180.156 g/mol. `nil` for a special value.
    package var milligramsPerDeciliter: Double? {
        guard let decimal = value.decimal else { return nil }
        // An SFLOAT has at most 12 bits of mantissa, so neither the product nor the exponents overflow.
        switch unit {
        case .kilogramsPerLiter: return decimal.shifted(by: 5).double
        case .molesPerLiter:
            return ExactDecimal(
                mantissa: Int32(clamping: Int64(decimal.mantissa) * 180_156), exponent: decimal.exponent
            ).shifted(by: -1).double
        }
    }

    func field(_ name: String) -> Field { .medical(name, value, unit.rawValue) }
}
