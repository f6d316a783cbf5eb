// Entropies of a window that moves by one word a beat: sums in fixed point, of logarithms that are looked up.

/// Natural logarithms of the numbers that a window can count to.
enum FixedLogarithm {
    /// 2^40: 12 decimal digits; 63 · ln 63 ≈ 261 times it stays far below 2^63.
    private static let one = Double(1 << 40)

    private static let logarithms = [0] + (1...WordEntropy.windowBeats).map { ElementaryFunctions.logarithm(Double($0)) }

    private static let products: [Int64] = logarithms.enumerated().map { Int64(Double($0) * $1 * one + 0.5) }

    /// ln n, for 1 ≤ n ≤ `windowBeats`.
    static func of(_ number: Int) -> Double { logarithms[number] }

    /// n·ln n in fixed point; 0 for n = 0.
    static func times(_ number: Int) -> Int64 { products[number] }

    static func double(_ fixed: Int64) -> Double { Double(fixed) / one }
}
