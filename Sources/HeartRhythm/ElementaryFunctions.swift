// The standard library has no sine, cosine, logarithm or exponential, and those of C libraries differ in the last bit: a replay must
// give the same on every machine.

/// Sine, cosine, natural logarithm, exponential and logistic function from additions, multiplications and divisions only; the first three each within
/// 2 units in the last place.
package enum ElementaryFunctions {
    /// 2π, rounded to nearest.
    private static let fullTurn = 6.283185307179586476925

    /// Sine and cosine of an angle in turns (1 = 360°), for any finite angle; NaN for others.
    ///
    /// Whole turns and quarters are taken off exactly. Taylor series on what is left, at most an eighth of a turn, leave out less than
    /// 1e-17.
    package static func sineAndCosine(turns: Double) -> (sine: Double, cosine: Double) {
        guard turns.isFinite else { return (.nan, .nan) }
        let part = turns - turns.rounded(.toNearestOrEven)
        let quarter = (part * 4).rounded(.toNearestOrEven)
        let angle = (part - quarter / 4) * fullTurn
        let square = angle * angle
        var sine = 0.0
        for divisor in sineDivisors { sine = square * (1 - sine) / divisor }
        sine = angle - angle * sine
        var cosine = 0.0
        for divisor in cosineDivisors { cosine = square * (1 - cosine) / divisor }
        cosine = 1 - cosine
        switch quarter {
        case 1: return (cosine, -sine)
        case -1: return (-cosine, sine)
        case 0: return (sine, cosine)
        default: return (-sine, -cosine)
        }
    }

    /// (2k)(2k + 1) and (2k − 1)(2k), highest power first: the nested form of the two series up to the 17th and the 18th power.
    private static let sineDivisors: [Double] = [272, 210, 156, 110, 72, 42, 20, 6]
    private static let cosineDivisors: [Double] = [306, 240, 182, 132, 90, 56, 30, 12, 2]

    /// ln x. −∞ for 0, NaN for negative numbers and NaN.
    ///
    /// With x = 2^e · s, 1/√2 ≤ s ≤ √2: ln x = e · ln 2 + 2 · artanh((s − 1)/(s + 1)), its series up to the 23rd power.
    package static func logarithm(_ number: Double) -> Double {
        guard number > 0 else { return number == 0 ? -.infinity : .nan }
        guard number.isFinite else { return .infinity }
        var exponent = Double(number.exponent)
        var significand = number.significand
        if significand > 1.4142135623730951 {
            significand /= 2
            exponent += 1
        }
        let quotient = (significand - 1) / (significand + 1)
        let square = quotient * quotient
        var series = 0.0
        for power in stride(from: 23.0, through: 3, by: -2) { series = square * (series + 1 / power) }
        // ln 2 in two parts: the first has 21 zero bits at its end, so that its product with an exponent is exact.
        let fine = exponent * 1.90821492927058770002e-10 + 2 * quotient * series
        return exponent * 6.93147180369123816490e-01 + (2 * quotient + fine)
    }

    /// 1/1, 1/2, … 1/13.
    private static let reciprocals = (1...13).map { 1 / Double($0) }

    private static let logarithmOfTwo = 0.693147180559945309

    /// log₂ x: bits.
    package static func binaryLogarithm(_ number: Double) -> Double { logarithm(number) / logarithmOfTwo }

    /// e^x for −30 ≤ x ≤ 30; beyond, as at the end.
    package static func exponential(_ x: Double) -> Double {
        let limited = min(max(x, -30), 30)
        let doublings = (limited / logarithmOfTwo).rounded()
        let rest = limited - doublings * logarithmOfTwo
        var term = 1.0
        var sum = 1.0
        // |rest| ≤ 0.347: the fourteenth term is below 1e-17.
        for reciprocal in reciprocals {
            term *= rest * reciprocal
            sum += term
        }
        return sum * Double(sign: .plus, exponent: Int(doublings), significand: 1)
    }

    /// 1/(1 + e^−z): from 0 to 1, ½ at z = 0.
    package static func logistic(_ z: Double) -> Double { 1 / (1 + exponential(-z)) }
}
