// User Data Service: from where on exercise is intense.

/// A High Intensity Exercise Threshold (0x2B4D): a selector, then the threshold in the quantity that it selects.
///
/// Energy in kilojoules an hour, metabolic equivalents in tenths, percent of the maximum heart rate, or beats a minute. A setting, no
/// measurement. What follows a reserved selector is kept as it is.
/// Source: User Data Service 1.1; GATT Specification Supplement, "High Intensity Exercise Threshold".
package struct HighIntensityExerciseThreshold: CharacteristicValue {
    package enum Threshold: Hashable, Sendable {
        case notSelected
        case energyExpenditure(kilojoulesPerHour: UInt16)
        case metabolicEquivalent(tenths: UInt8)
        case percentageOfMaximumHeartRate(UInt8)
        case heartRate(beatsPerMinute: UInt8)
        case reserved(selector: UInt8, [UInt8])
    }

    package let threshold: Threshold

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        let selector = try cursor.uint8(from: value)
        switch selector {
        case 0: threshold = .notSelected
        case 1: threshold = .energyExpenditure(kilojoulesPerHour: try cursor.uint16(from: value))
        case 2: threshold = .metabolicEquivalent(tenths: try cursor.uint8(from: value))
        case 3: threshold = .percentageOfMaximumHeartRate(try cursor.uint8(from: value))
        case 4: threshold = .heartRate(beatsPerMinute: try cursor.uint8(from: value))
        default: threshold = .reserved(selector: selector, try cursor.rest(of: value))
        }
        try cursor.end(of: value)
    }

    package var fields: [Field] {
        switch threshold {
        case .notSelected: [.text("field_selector", "none")]
        case .energyExpenditure(let energy): [.integer("threshold_as_energy_expenditure_per_hour", energy, "kJ/h")]
        case .metabolicEquivalent(let tenths): [.scaled("threshold_as_metabolic_equivalent", tenths, exponent: -1, "[MET]")]
        case .percentageOfMaximumHeartRate(let percent): [.integer("threshold_as_percentage_of_maximum_heart_rate", percent, "%")]
        case .heartRate(let rate): [.integer("threshold_as_heart_rate", rate, "/min")]
        case .reserved(let selector, let bytes): [Field("field_selector", .unknown(UInt64(selector))), Field("threshold", .raw(bytes))]
        }
    }
}
