// Body temperature.

extension Metric {
    /// Temperature of the body, wherever it was taken. LOINC 8310-5; MDC_TEMP_BODY.
    package static let bodyTemperature = Metric(
        "body_temperature", "Body temperature", unit: "Cel", loinc: "8310-5", mdc: 150_364, plausible: 25...45, .sample)

    static let temperatureMetrics: [Metric] = [.bodyTemperature]
}
