// A line through twenty-nine features tells bigeminy from fibrillation badly; twelve bends in it are enough.

/// A small neural network: 29 features, 12 rectified hidden units, one output, the log-odds of fibrillation.
///
/// Trained on the 12 public records of the MIT-BIH AF database and the 16 public sinus records of nsr2db, with scaled rates, noise of a
/// strap, missed and extra beats, premature beats, bigeminy to quadrigeminy and flutter put in, each record weighted by the root of its
/// length. What it is worth on people that it has not seen says `IrregularRhythmDetector`.
enum RhythmNetwork {
    static let hidden = 12
    /// A feature further out than this counts as no further: nothing like it was trained on.
    private static let deviationsMax = 6.0

    /// A row of weights for each feature, and the biases, four lanes unused.
    private static let rows: [SIMD16<Double>] = (0..<RhythmFeatures.count).map { lanes(weights[($0 * hidden)..<(($0 + 1) * hidden)]) }
    private static let scales = deviations.map { 1 / $0 }
    private static let bias = lanes(biases[...])
    private static let output = lanes(outputs[...])

    private static func lanes(_ values: ArraySlice<Double>) -> SIMD16<Double> {
        var lanes = SIMD16<Double>.zero
        for (lane, value) in values.enumerated() { lanes[lane] = value }
        return lanes
    }

    /// Above 0: rather fibrillation.
    static func logOdds(_ features: RhythmFeatures) -> Double {
        let values = features.values
        let (means, scales, rows) = (means, scales, rows)
        var sum = bias
        for index in 0..<RhythmFeatures.count {
            let deviation = (values[index] - means[index]) * scales[index]
            sum += rows[index] * min(max(deviation, -deviationsMax), deviationsMax)
        }
        // Lane by lane in a fixed order: a sum of another order has other last bits.
        var odds = outputBias
        for lane in 0..<hidden where sum[lane] > 0 { odds += sum[lane] * output[lane] }
        return odds
    }
}
