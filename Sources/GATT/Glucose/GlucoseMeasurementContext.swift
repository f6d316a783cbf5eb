// Glucose Service: what the person or the meter noted beside a measurement.

import Vitals

/// A Glucose Measurement Context (0x2A34): carbohydrates, meal, tester and health, exercise, medication and HbA1c of the measurement that
/// has the same sequence number.
///
/// Carbohydrates are in kg; medication is in kg or L; exercise in seconds, 65535 for longer than can be said, and percent; HbA1c in
/// percent. The context holds no time: its readings are of the arrival unless a procedure that knows the measurement says otherwise. All
/// extended flags are reserved. Source: Glucose Service 1.0.1, §3.2; GATT Specification Supplement, "Glucose Measurement Context".
package struct GlucoseMeasurementContext: CharacteristicValue {
    package struct Carbohydrate: Hashable, Sendable {
        package let id: UInt8
        package let kilograms: MedicalFloat
    }

    package struct Exercise: Hashable, Sendable {
        /// 65535 means longer than can be said.
        package let seconds: UInt16
        package let intensityPercent: UInt8
    }

    package struct Medication: Hashable, Sendable {
        package let id: UInt8
        package let amount: MedicalFloat
        /// Otherwise in kilograms.
        package let isInLiters: Bool

        /// All codes that are not reserved are insulins.
        var isInsulin: Bool { (1...5).contains(id) }
    }

    /// That of the measurement.
    package let sequenceNumber: UInt16
    package let extendedFlags: UInt8?
    package let carbohydrate: Carbohydrate?
    package let meal: UInt8?
    /// Tester in the low, health in the high four bits.
    package let testerAndHealth: UInt8?
    package let exercise: Exercise?
    package let medication: Medication?
    package let hba1cPercent: MedicalFloat?
    private let unknown: [UInt8]

    private enum Flag {
        static let carbohydrate: UInt8 = 1 << 0
        static let meal: UInt8 = 1 << 1
        static let testerAndHealth: UInt8 = 1 << 2
        static let exercise: UInt8 = 1 << 3
        static let medication: UInt8 = 1 << 4
        static let liters: UInt8 = 1 << 5
        static let hba1c: UInt8 = 1 << 6
        static let extended: UInt8 = 1 << 7
    }

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        let flags = try cursor.uint8(from: value)
        sequenceNumber = try cursor.uint16(from: value)
        extendedFlags = flags & Flag.extended == 0 ? nil : try cursor.uint8(from: value)
        carbohydrate =
            flags & Flag.carbohydrate == 0
            ? nil : Carbohydrate(id: try cursor.uint8(from: value), kilograms: try cursor.sfloat(from: value))
        meal = flags & Flag.meal == 0 ? nil : try cursor.uint8(from: value)
        testerAndHealth = flags & Flag.testerAndHealth == 0 ? nil : try cursor.uint8(from: value)
        exercise =
            flags & Flag.exercise == 0
            ? nil : Exercise(seconds: try cursor.uint16(from: value), intensityPercent: try cursor.uint8(from: value))
        medication =
            flags & Flag.medication == 0
            ? nil
            : Medication(
                id: try cursor.uint8(from: value), amount: try cursor.sfloat(from: value), isInLiters: flags & Flag.liters != 0)
        hba1cPercent = flags & Flag.hba1c == 0 ? nil : try cursor.sfloat(from: value)
        unknown = try ReservedRest(extendedFlags ?? 0, from: &cursor, in: value).bytes
    }

    private static let carbohydrates = [nil, "breakfast", "lunch", "dinner", "snack", "drink", "supper", "brunch"]
    private static let meals = [
        nil, "preprandial (before meal)", "postprandial (after meal)", "fasting", "casual (snacks, drinks, etc.)", "bedtime",
    ]
    private static let testers =
        [nil, "self", "health care professional", "lab test"] + Array(repeating: nil, count: 11) + ["tester value not available"]
    private static let healths =
        [nil, "minor health issues", "major health issues", "during menses", "under stress", "no health issues"]
        + Array(repeating: nil, count: 9) + ["health value not available"]
    private static let medications = [
        nil, "rapid acting insulin", "short acting insulin", "intermediate acting insulin", "long acting insulin", "pre-mixed insulin",
    ]

    package var fields: [Field] {
        var fields: [Field] = [.integer("sequence_number", sequenceNumber)]
        if let carbohydrate {
            fields += [
                .code("carbohydrate_id", carbohydrate.id, Self.carbohydrates), .medical("carbohydrate", carbohydrate.kilograms, "kg"),
            ]
        }
        if let meal { fields.append(.code("meal", meal, Self.meals)) }
        if let testerAndHealth {
            fields += [.code("tester", testerAndHealth & 0x0F, Self.testers), .code("health", testerAndHealth >> 4, Self.healths)]
        }
        if let exercise {
            fields.append(
                exercise.seconds == .max
                    ? Field("exercise_duration", .missing("overrun"), unit: "s") : .integer("exercise_duration", exercise.seconds, "s"))
            fields.append(.integer("exercise_intensity", exercise.intensityPercent, "%"))
        }
        if let medication {
            fields += [
                .code("medication_id", medication.id, Self.medications),
                .medical("medication", medication.amount, medication.isInLiters ? "L" : "kg"),
            ]
        }
        if let hba1cPercent { fields.append(.medical("hba1c", hba1cPercent, "%")) }
        if let extendedFlags { fields += Field.reserved("reserved_extended_flags", extendedFlags) }
        return fields + Field.bytes("unknown", unknown)
    }

    package var readings: [Reading] { readings(at: .arrival) }

    /// The same readings at the time of the measurement, where that is known.
    package func readings(at time: Reading.Time) -> [Reading] {
        var readings: [Reading] = []
        if let grams = carbohydrate?.kilograms.decimal?.shifted(by: 3).double {
            readings.append(Reading(.carbohydrateIntake, grams, at: time))
        }
        if let meal, (1...5).contains(meal) { readings.append(Reading(.mealRelation, Double(meal), at: time)) }
        if let exercise {
            if exercise.seconds != .max { readings.append(Reading(.reportedExerciseDuration, Double(exercise.seconds), at: time)) }
            readings.append(Reading(.reportedExerciseIntensity, Double(exercise.intensityPercent), at: time))
        }
        if let medication, medication.isInsulin, let amount = medication.amount.decimal {
            readings.append(
                medication.isInLiters
                    ? Reading(.insulinDoseVolume, amount.shifted(by: 3).double, at: time)
                    : Reading(.insulinDoseMass, amount.shifted(by: 6).double, at: time))
        }
        if let hba1cPercent, let reading = Reading(.glycatedHemoglobin, hba1cPercent, at: time) { readings.append(reading) }
        return readings
    }
}
