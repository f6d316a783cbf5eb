// What a body composition analyzer may tell besides body fat.

import Vitals

/// An optional quantity of a Body Composition Measurement, in the order of the specification; the raw value is its bit in the flags.
/// Source: GATT Specification Supplement, "Body Composition Measurement".
package enum BodyCompositionPart: Int, Hashable, Sendable, CaseIterable {
    /// 1 kJ; of a day, though the specification does not say so.
    case basalMetabolism = 3
    /// 0.1 %.
    case musclePercentage
    case muscleMass
    case fatFreeMass
    case softLeanMass
    case bodyWaterMass
    /// 0.1 Ω. The Supplement gives the exponent -2 and writes "1/10 of an Ohm"; devices and the original definition use the latter.
    case impedance
    case weight
    case height

    var flag: UInt16 { 1 << UInt16(rawValue) }

    /// In the words of the specification.
    package var name: String {
        switch self {
        case .basalMetabolism: "basal_metabolism"
        case .musclePercentage: "muscle_percentage"
        case .muscleMass: "muscle_mass"
        case .fatFreeMass: "fat_free_mass"
        case .softLeanMass: "soft_lean_mass"
        case .bodyWaterMass: "body_water_mass"
        case .impedance: "impedance"
        case .weight: "weight"
        case .height: "height"
        }
    }

    func field(_ ticks: UInt16, _ units: MeasurementUnits) -> Field {
        switch self {
        case .basalMetabolism: .integer(name, ticks, "kJ")
        case .musclePercentage: .scaled(name, ticks, exponent: -1, "%")
        case .impedance: .scaled(name, ticks, exponent: -1, "Ohm")
        case .height: units.lengthField(name, ticks)
        case .muscleMass, .fatFreeMass, .softLeanMass, .bodyWaterMass, .weight: units.massField(name, ticks)
        }
    }

    func reading(_ ticks: UInt16, _ units: MeasurementUnits, at time: Reading.Time) -> Reading {
        switch self {
        case .basalMetabolism: Reading(.basalMetabolism, Double(ticks), at: time)
        case .musclePercentage: Reading(.musclePercentage, Double(ticks) / 10, at: time)
        case .muscleMass: Reading(.muscleMass, units.kilograms(ticks), at: time)
        case .fatFreeMass: Reading(.fatFreeMass, units.kilograms(ticks), at: time)
        case .softLeanMass: Reading(.softLeanMass, units.kilograms(ticks), at: time)
        case .bodyWaterMass: Reading(.bodyWaterMass, units.kilograms(ticks), at: time)
        case .impedance: Reading(.bodyImpedance, Double(ticks) / 10, at: time)
        case .weight: Reading(.bodyWeight, units.kilograms(ticks), at: time)
        case .height: Reading(.bodyHeight, units.metres(ticks), at: time)
        }
    }
}
