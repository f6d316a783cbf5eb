// Xiaomi's scales: a weight in the unit that the scale shows.

import Vitals

/// The units of Xiaomi's scales.
package enum MiWeightUnit: String, Hashable, Sendable {
    case kilogram = "kg"
    case pound = "[lb_av]"
    /// 斤, half a kilogram; UCUM has no code for it.
    case jin = "{jin}"
}

/// A weight of 16 bits: in 0.005 kg, 0.01 lb or 0.01 jin.
package struct MiWeight: Hashable, Sendable {
    package let ticks: UInt16
    package let unit: MiWeightUnit

    var field: Field {
        switch unit {
        case .kilogram: .scaled("weight", 5 * Int(ticks), exponent: -3, unit.rawValue)
        case .pound, .jin: .scaled("weight", ticks, exponent: -2, unit.rawValue)
        }
    }

    /// The international avoirdupois pound is 0.45359237 kg, exactly.
    package var kilograms: Double {
        switch unit {
        case .kilogram, .jin: Double(ticks) / 200
        case .pound: Double(Int(ticks) * 45_359_237) / 1e10
        }
    }
}
