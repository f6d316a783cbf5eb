// Body temperature.

extension Metric {
    /// Temperature of the body, wherever it was taken. LOINC 8310-5; MDC_TEMP_BODY.
    package static let bodyTemperature = Metric(
        "body_temperature", "Body temperature", unit: "Cel", loinc: "8310-5", mdc: 150_364, plausible: 25...45, .sample)

    /// What a thermometer shows while it still measures: not yet the temperature of the body.
    package static let intermediateTemperature = Metric(
        "intermediate_temperature", "Intermediate temperature", unit: "Cel", plausible: 0...50, .sample)

    /// Where the temperature is taken, as a code of the Health Thermometer Service: 1 armpit, 2 body, 3 ear, 4 finger, 5 gastrointestinal
    /// tract, 6 mouth, 7 rectum, 8 toe, 9 tympanum.
    package static let temperatureType = Metric("temperature_type", "Temperature type", unit: "1", plausible: 1...9, .state)

    static let temperatureMetrics: [Metric] = [.bodyTemperature, .intermediateTemperature, .temperatureType]
}
