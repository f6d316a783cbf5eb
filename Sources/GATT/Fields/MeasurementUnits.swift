// Scales send kilograms and metres, or pounds and inches; observations are in kilograms and metres.

/// The units that bit 0 of a scale's flags selects.
///
/// SI: 0.005 kg and 0.001 m; imperial: 0.01 lb and 0.1 in. Source: GATT Specification Supplement, "Weight Measurement" and "Body Composition
/// Measurement".
package enum MeasurementUnits: Hashable, Sendable {
    case si
    case imperial

    func massField(_ name: String, _ ticks: UInt16) -> Field {
        self == .si ? .scaled(name, Int(ticks) * 5, exponent: -3, "kg") : .scaled(name, ticks, exponent: -2, "[lb_av]")
    }

    func lengthField(_ name: String, _ ticks: UInt16) -> Field {
        self == .si ? .scaled(name, ticks, exponent: -3, "m") : .scaled(name, ticks, exponent: -1, "[in_i]")
    }

    /// 1 lb is 0.45359237 kg exactly; the numbers before the division are whole, so it alone rounds.
    package func kilograms(_ ticks: UInt16) -> Double {
        self == .si ? Double(Int64(ticks) * 5) / 1000 : Double(Int64(ticks) * 45_359_237) / 10_000_000_000
    }

    /// 1 in is 0.0254 m exactly.
    package func metres(_ ticks: UInt16) -> Double {
        self == .si ? Double(ticks) / 1000 : Double(Int64(ticks) * 254) / 100_000
    }
}
