// Weight, size and composition of the body.

extension Metric {
    /// LOINC 29463-7; MDC_MASS_BODY_ACTUAL.
    package static let bodyWeight = Metric(
        "body_weight", "Body weight", unit: "kg", loinc: "29463-7", mdc: 188_736, plausible: 1...500, .event)

    /// LOINC 8302-2; MDC_LEN_BODY_ACTUAL.
    package static let bodyHeight = Metric(
        "body_height", "Body height", unit: "m", loinc: "8302-2", mdc: 188_740, plausible: 0.3...2.5, .state)

    static let bodyMetrics: [Metric] = [.bodyWeight, .bodyHeight]
}
