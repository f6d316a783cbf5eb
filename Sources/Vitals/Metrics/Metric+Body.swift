// Weight, size and composition of the body.

extension Metric {
    /// LOINC 29463-7; MDC_MASS_BODY_ACTUAL.
    package static let bodyWeight = Metric(
        "body_weight", "Body weight", unit: "kg", loinc: "29463-7", mdc: 188_736, plausible: 1...500, .event)

    /// LOINC 8302-2; MDC_LEN_BODY_ACTUAL.
    package static let bodyHeight = Metric(
        "body_height", "Body height", unit: "m", loinc: "8302-2", mdc: 188_740, plausible: 0.3...2.5, .state)

    /// LOINC 39156-5; MDC_RATIO_MASS_BODY_LEN_SQ.
    package static let bodyMassIndex = Metric(
        "body_mass_index", "Body mass index", unit: "kg/m2", loinc: "39156-5", mdc: 188_752, plausible: 5...150, .event)

    /// Fat as a part of the body's weight. LOINC 41982-0; MDC_BODY_FAT.
    package static let bodyFatPercentage = Metric(
        "body_fat_percentage", "Body fat percentage", unit: "%", loinc: "41982-0", mdc: 188_748, plausible: 2...75, .event)

    /// Energy that the body at rest needs in a day. LOINC 69429-9.
    package static let basalMetabolism = Metric(
        "basal_metabolism", "Basal metabolism", unit: "kJ/d", loinc: "69429-9", plausible: 500...25_000, .event)

    /// Muscle as a part of the body's weight. LOINC 73965-6.
    package static let musclePercentage = Metric(
        "muscle_percentage", "Muscle percentage", unit: "%", loinc: "73965-6", plausible: 5...95, .event)

    /// LOINC 73964-9.
    package static let muscleMass = Metric("muscle_mass", "Muscle mass", unit: "kg", loinc: "73964-9", plausible: 0.5...200, .event)

    /// The body without its fat. MDC_MASS_BODY_FAT_FREE.
    package static let fatFreeMass = Metric("fat_free_mass", "Fat free mass", unit: "kg", mdc: 188_756, plausible: 0.5...300, .event)

    /// The body without its fat and bones. MDC_MASS_BODY_SOFT_LEAN.
    package static let softLeanMass = Metric("soft_lean_mass", "Soft lean mass", unit: "kg", mdc: 188_760, plausible: 0.5...300, .event)

    /// LOINC 101683-1; MDC_BODY_WATER.
    package static let bodyWaterMass = Metric(
        "body_water_mass", "Body water mass", unit: "kg", loinc: "101683-1", mdc: 188_764, plausible: 0.5...200, .event)

    /// Electrical impedance of the body between the electrodes of a scale.
    package static let bodyImpedance = Metric("body_impedance", "Body impedance", unit: "Ohm", plausible: 50...3000, .event)

    static let bodyMetrics: [Metric] = [
        .bodyWeight, .bodyHeight, .bodyMassIndex, .bodyFatPercentage, .basalMetabolism, .musclePercentage, .muscleMass, .fatFreeMass,
        .softLeanMass, .bodyWaterMass, .bodyImpedance,
    ]
}
