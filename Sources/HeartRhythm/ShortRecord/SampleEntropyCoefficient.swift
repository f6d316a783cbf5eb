// The published yardstick for short records, beside which ours is measured.

/// COSEn, the coefficient of sample entropy, of a whole record.
///
/// Lake and Moorman, "Accurate estimation of entropy in very short physiological time series", Am J Physiol Heart Circ Physiol
/// 300:H319 (2011): sample entropy with m = 1 and a tolerance that grows from 30 ms until at least five pairs match, minus the logarithm of
/// the mean interval over twice the tolerance. Published for 12 beats with −1.4 as threshold; here for any number.
package enum SampleEntropyCoefficient {
    package static let matchesMin = 5
    package static let toleranceMin = 0.030
    package static let irregularMin = -1.4

    /// - Parameter intervals: in milliseconds, each finite and positive. Beyond `ShortRecordRhythm.intervalsMax` they are not read.
    /// - Returns: nil for fewer than five intervals.
    package static func of(_ intervals: [Double]) -> Double? {
        let seconds = intervals.prefix(ShortRecordRhythm.intervalsMax).filter { $0 > 0 && $0.isFinite }.map { $0 / 1000 }
        guard seconds.count >= matchesMin else { return nil }
        var first: [Double] = []
        var both: [Double] = []
        for later in 1..<(seconds.count - 1) {
            for earlier in 0..<later {
                let distance = (seconds[later] - seconds[earlier]).magnitude
                first.append(distance)
                both.append(max(distance, (seconds[later + 1] - seconds[earlier + 1]).magnitude))
            }
        }
        let needed = both.sorted()[min(matchesMin, both.count) - 1]
        let tolerance = max(toleranceMin, needed * 1.0000001)
        let matches = Double(both.count { $0 <= tolerance })
        let candidates = Double(first.count { $0 <= tolerance })
        let mean = seconds.reduce(0, +) / Double(seconds.count)
        return ElementaryFunctions.logarithm(candidates / max(matches, 0.5) * 2 * tolerance / mean)
    }
}
