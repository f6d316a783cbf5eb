// What the detector says after each sample, with what a person needs to judge it.

/// How unusual a sample is in its series, and why.
package struct SeriesReading: Hashable, Sendable, Codable {
    /// From 0, usual, to 1; from `SeriesAnomalyDetector.scoreMin` on the sample begins an event.
    package let score: Double
    /// How rare it is, in bits: on average over the views, one sample in 2^surprise is as unusual. Stays high during an event.
    package let surprise: Double
    /// The value usual at this time of day, or, where no day has been seen yet, the long-run mean; nil before the first value.
    package let expected: Double?
    /// The most surprising view; nil while nothing is.
    package let reason: SeriesReason?
    /// Too little has been seen to call anything unusual, or the sample was no number.
    package let isLearning: Bool

    package init(score: Double, surprise: Double, expected: Double?, reason: SeriesReason?, isLearning: Bool) {
        self.score = score
        self.surprise = surprise
        self.expected = expected
        self.reason = reason
        self.isLearning = isLearning
    }
}
