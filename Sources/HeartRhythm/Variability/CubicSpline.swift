// Spectra by Fourier transform need values at even times; beats do not come at even times.

/// A twice differentiable curve through points, of cubic pieces; the outer two pieces at each end are one cubic ("not a knot").
///
/// Source: de Boor, "A Practical Guide to Splines" (1978), chapter IV: the slopes at the points solve a tridiagonal system.
struct CubicSpline {
    private let times: [Double]
    private let values: [Double]
    private let slopes: [Double]

    /// Nil for fewer than four points, for times that do not ascend, and for what is not finite.
    init?(times: [Double], values: [Double]) {
        guard times.count >= 4, values.count == times.count else { return nil }
        var steps: [Double] = []
        var chords: [Double] = []
        for index in 1..<times.count {
            let step = times[index] - times[index - 1]
            let chord = (values[index] - values[index - 1]) / step
            guard step > 0, chord.isFinite else { return nil }
            steps.append(step)
            chords.append(chord)
        }
        self.times = times
        self.values = values
        slopes = Self.slopes(steps: steps, chords: chords)
    }

    /// Row k of the system says below·s[k−1] + diagonal·s[k] + above·s[k+1] = right; each is eliminated as it is made.
    private static func slopes(steps: [Double], chords: [Double]) -> [Double] {
        let last = steps.count
        var diagonals = [steps[1]]
        var aboves = [steps[0] + steps[1]]
        var rights = [endRow(outer: steps[0], inner: steps[1], outerChord: chords[0], innerChord: chords[1])]
        func eliminate(below: Double, diagonal: Double, above: Double, right: Double) {
            let row = diagonals.count - 1
            let factor = below / diagonals[row]
            diagonals.append(diagonal - factor * aboves[row])
            aboves.append(above)
            rights.append(right - factor * rights[row])
        }
        for row in 1..<last {
            let (before, after) = (steps[row - 1], steps[row])
            eliminate(
                below: after, diagonal: 2 * (before + after), above: before,
                right: 3 * (after * chords[row - 1] + before * chords[row]))
        }
        let (outer, inner) = (steps[last - 1], steps[last - 2])
        eliminate(
            below: outer + inner, diagonal: inner, above: 0,
            right: endRow(outer: outer, inner: inner, outerChord: chords[last - 1], innerChord: chords[last - 2]))
        var slopes = rights
        slopes[last] = rights[last] / diagonals[last]
        for row in stride(from: last - 1, through: 0, by: -1) {
            slopes[row] = (rights[row] - aboves[row] * slopes[row + 1]) / diagonals[row]
        }
        return slopes
    }

    /// The right side of a "not a knot" row: the third derivative is the same on both sides of the second point from the end.
    private static func endRow(outer: Double, inner: Double, outerChord: Double, innerChord: Double) -> Double {
        ((outer + 2 * (outer + inner)) * inner * outerChord + outer * outer * innerChord) / (outer + inner)
    }

    /// The curve at 0, `interval`, 2 · `interval`, … : `count` values. Beyond the last point its last piece goes on.
    func samples(every interval: Double, count: Int) -> [Double] {
        var samples: [Double] = []
        samples.reserveCapacity(count)
        var piece = 0
        for sample in 0..<count {
            let time = Double(sample) * interval
            while piece < times.count - 2, times[piece + 1] <= time { piece += 1 }
            let step = times[piece + 1] - times[piece]
            let chord = (values[piece + 1] - values[piece]) / step
            let bend = (slopes[piece] + slopes[piece + 1] - 2 * chord) / step
            let offset = time - times[piece]
            let curvature = (chord - slopes[piece]) / step - bend
            samples.append(values[piece] + offset * (slopes[piece] + offset * (curvature + offset * bend / step)))
        }
        return samples
    }
}
