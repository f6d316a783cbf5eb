// What a device knows of its user.

extension Metric {
    /// LOINC 30525-0.
    package static let age = Metric("age", "Age", unit: "a", loinc: "30525-0", plausible: 0...130, .state)

    /// Heart rate at rest as the person's profile has it. LOINC 40443-4.
    package static let restingHeartRate = Metric(
        "resting_heart_rate", "Resting heart rate", unit: "/min", loinc: "40443-4", plausible: 20...150, .state)

    /// The highest heart rate that the person reaches.
    package static let maximumHeartRate = Metric(
        "maximum_heart_rate", "Maximum heart rate", unit: "/min", plausible: 80...250, .state)

    /// The most oxygen that the body takes up in a minute, for each kilogram of it.
    package static let vo2Max = Metric("vo2_max", "Maximal oxygen uptake", unit: "mL/kg/min", plausible: 5...100, .state)

    package static let waistCircumference = Metric(
        "waist_circumference", "Waist circumference", unit: "m", plausible: 0.3...2.5, .state)

    package static let hipCircumference = Metric("hip_circumference", "Hip circumference", unit: "m", plausible: 0.3...2.5, .state)

    static let userMetrics: [Metric] = [.age, .restingHeartRate, .maximumHeartRate, .vo2Max, .waistCircumference, .hipCircumference]
}
