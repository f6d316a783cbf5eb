// Figures from the lengths of intervals and from the differences of neighbours.

/// Time-domain heart-rate variability and the axes of the Poincaré plot, of one window.
///
/// Source: Task Force of the ESC and NASPE, "Heart rate variability: standards of measurement", Circulation 93:1043 (1996), table 1, which
/// gives these as "selected time domain measures". Brennan, Palaniswami & Kamen, IEEE Trans Biomed Eng 48:1342 (2001), eq. 12 and 19 for
/// SD1 and SD2. Standard deviations divide by n − 1. Only normal intervals count, and only the differences between two that follow each
/// other directly: leaving out a beat never makes strangers neighbours. Figures that cannot be computed from so few beats are nil.
package struct TimeDomainVariability: Hashable, Sendable, Codable {
    /// How many normal intervals there are, and how many differences between two of them.
    package let intervals: Int
    package let differences: Int
    /// Mean interval, ms.
    package let meanNN: Double?
    /// Mean of the heart rates of the single intervals, 60,000/NN, 1/min. Not 60,000/meanNN, which is lower.
    package let meanHeartRate: Double?
    /// Standard deviation of the intervals, ms.
    package let sdnn: Double?
    /// Root of the mean square of the differences, ms.
    package let rmssd: Double?
    /// Standard deviation of the differences, ms.
    package let sdsd: Double?
    /// Share of differences of more than 20 and 50 ms, not of exactly as much, in % of the differences.
    package let pnn20: Double?
    package let pnn50: Double?

    /// SDSD/√2: the width of the Poincaré plot across the line of identity, ms.
    package var sd1: Double? { sdsd.map { $0 / 2.0.squareRoot() } }

    /// √(2·SDNN² − SDSD²/2): its length along the line of identity, ms.
    package var sd2: Double? {
        guard let sdnn, let sdsd else { return nil }
        let square = 2 * sdnn * sdnn - sdsd * sdsd / 2
        return square >= 0 ? square.squareRoot() : nil
    }

    package init(of intervals: Span<CorrectedInterval>) {
        var sum = 0.0
        var sumOfRates = 0.0
        var sumOfDifferences = 0.0
        var sumOfSquares = 0.0
        var (count, pairs, over20, over50) = (0, 0, 0, 0)
        var previous: Double?
        for index in intervals.indices {
            let interval = intervals[index]
            guard interval.isNormal, interval.isInterval else {
                previous = nil
                continue
            }
            count += 1
            sum += interval.milliseconds
            sumOfRates += 60_000 / interval.milliseconds
            if let previous, !interval.followsGap {
                let difference = interval.milliseconds - previous
                pairs += 1
                sumOfDifferences += difference
                sumOfSquares += difference * difference
                over20 += abs(difference) > 20 ? 1 : 0
                over50 += abs(difference) > 50 ? 1 : 0
            }
            previous = interval.milliseconds
        }
        let mean = count > 0 ? sum / Double(count) : nil
        let meanDifference = pairs > 0 ? sumOfDifferences / Double(pairs) : 0
        self.intervals = count
        differences = pairs
        meanNN = mean
        meanHeartRate = count > 0 ? sumOfRates / Double(count) : nil
        rmssd = pairs > 0 ? (sumOfSquares / Double(pairs)).squareRoot() : nil
        pnn20 = pairs > 0 ? 100 * Double(over20) / Double(pairs) : nil
        pnn50 = pairs > 0 ? 100 * Double(over50) / Double(pairs) : nil
        let squares = Self.squaresAroundMeans(of: intervals, mean: mean ?? 0, meanDifference: meanDifference)
        sdnn = count > 1 ? (squares.intervals / Double(count - 1)).squareRoot() : nil
        sdsd = pairs > 1 ? (squares.differences / Double(pairs - 1)).squareRoot() : nil
    }

    /// In a second pass: in one, the squares of long intervals would swallow the digits of small differences.
    private static func squaresAroundMeans(
        of intervals: Span<CorrectedInterval>, mean: Double, meanDifference: Double
    ) -> (intervals: Double, differences: Double) {
        var ofIntervals = 0.0
        var ofDifferences = 0.0
        var previous: Double?
        for index in intervals.indices {
            let interval = intervals[index]
            guard interval.isNormal, interval.isInterval else {
                previous = nil
                continue
            }
            let deviation = interval.milliseconds - mean
            ofIntervals += deviation * deviation
            if let previous, !interval.followsGap {
                let deviation = interval.milliseconds - previous - meanDifference
                ofDifferences += deviation * deviation
            }
            previous = interval.milliseconds
        }
        return (ofIntervals, ofDifferences)
    }
}
