// Whether beats depend on the ones before, over a few beats up to a few breaths.

/// The short-term scaling exponent α1 of detrended fluctuation analysis: 0.5 for beats that know nothing of each other, about 1 at rest in
/// health, 1.5 for a random walk.
///
/// Source: Peng, Havlin, Stanley & Goldberger, "Quantification of scaling exponents and crossover phenomena in nonstationary heartbeat time
/// series", Chaos 5:82 (1995). The recipe here: boxes of 4, 5, … 16 beats side by side from the first beat on, an incomplete last box left
/// out, a straight line taken off each, F(n) the root of the mean square of the rest, α1 the slope of ln F over ln n with equal weights.
package enum DetrendedFluctuation {
    package static let boxes = 4...16

    /// Nil for fewer than 16 intervals, and where boxes are without fluctuation.
    package static func shortTermExponent(of intervals: [Double]) -> Double? {
        guard intervals.count >= boxes.upperBound else { return nil }
        let mean = intervals.reduce(0, +) / Double(intervals.count)
        var sum = 0.0
        let profile = intervals.map { interval in
            sum += interval - mean
            return sum
        }
        var points: [(x: Double, y: Double)] = []
        for box in boxes {
            let fluctuation = fluctuation(of: profile, box: box)
            guard fluctuation > 0, fluctuation.isFinite else { return nil }
            points.append((ElementaryFunctions.logarithm(Double(box)), ElementaryFunctions.logarithm(fluctuation)))
        }
        let meanX = points.reduce(0) { $0 + $1.x } / Double(points.count)
        let meanY = points.reduce(0) { $0 + $1.y } / Double(points.count)
        let covariance = points.reduce(0) { $0 + ($1.x - meanX) * ($1.y - meanY) }
        return covariance / points.reduce(0) { $0 + ($1.x - meanX) * ($1.x - meanX) }
    }

    /// F(n) of the boxes of `box` beats.
    private static func fluctuation(of profile: [Double], box: Int) -> Double {
        let middle = Double(box - 1) / 2
        let spread = Double(box * (box * box - 1)) / 12
        var squares = 0.0
        let boxCount = profile.count / box
        for start in stride(from: 0, to: boxCount * box, by: box) {
            var sum = 0.0
            var moment = 0.0
            for place in 0..<box {
                sum += profile[start + place]
                moment += (Double(place) - middle) * profile[start + place]
            }
            let level = sum / Double(box)
            let slope = moment / spread
            for place in 0..<box {
                let rest = profile[start + place] - level - slope * (Double(place) - middle)
                squares += rest * rest
            }
        }
        return (squares / Double(boxCount * box)).squareRoot()
    }
}
