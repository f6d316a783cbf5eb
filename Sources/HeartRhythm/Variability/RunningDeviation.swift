// Mean and standard deviation of a day of beats, without keeping the beats.

/// Mean and standard deviation of values that pass by, in three numbers.
///
/// Source: Welford, "Note on a method for calculating corrected sums of squares and products", Technometrics 4:419 (1962).
struct RunningDeviation: Hashable, Sendable, Codable {
    private(set) var count = 0
    private(set) var mean = 0.0
    /// Σ (value − mean)².
    private var squares = 0.0

    mutating func add(_ value: Double) {
        count += 1
        let deviation = value - mean
        mean += deviation / Double(count)
        squares += deviation * (value - mean)
    }

    /// Divided by n − 1; nil for fewer than two values.
    var standardDeviation: Double? { count > 1 ? (squares / Double(count - 1)).squareRoot() : nil }
}
