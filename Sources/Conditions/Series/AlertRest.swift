// Who is told of the same trouble at every sample, or of a daily one each day, stops listening.

import HeartRhythm

/// Lets the first sample of an event be reported, and makes what keeps happening less surprising.
///
/// After a report the score stays below the threshold for 80 samples, unless an event half as surprising again comes: the rest period of
/// CAD OSE (Smirnov, Numenta Anomaly Benchmark 2016). Each report makes the next ones familiar: 0.3·log₂(1 + reports) bits, where reports
/// fade with the memory of the series.
struct AlertRest: Hashable, Sendable, Codable {
    private var restLeft = 0
    private var peak = 0.0
    private var reports = 0.0

    static let restSamples = 80
    static let escalation = 1.5
    static let familiarityBits = 0.3

    /// Takes a sample's surprise; returns it without what is familiar, and whether it is to be reported.
    mutating func add(_ surprise: Double) -> (surprise: Double, reports: Bool) {
        reports -= reports / SeriesAnomalyDetector.memorySamples
        let unfamiliar = max(0, surprise - Self.familiarityBits * ElementaryFunctions.binaryLogarithm(1 + reports))
        if restLeft > 0 {
            restLeft -= 1
            guard unfamiliar >= Self.escalation * peak else { return (unfamiliar, false) }
        } else {
            guard unfamiliar >= SeriesAnomalyDetector.surpriseMin else { return (unfamiliar, false) }
        }
        peak = unfamiliar
        restLeft = Self.restSamples
        reports += 1
        return (unfamiliar, true)
    }
}
