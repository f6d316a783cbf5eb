// The standard library has no logarithm, and those of C libraries differ in the last bit: a replay must give the same on every machine.

/// Natural logarithms of the numbers that a window can count to.
enum FixedLogarithm {
    /// 2^40: 12 decimal digits; 63 · ln 63 ≈ 261 times it stays far below 2^63.
    private static let one = Double(1 << 40)

    /// ln n = ln (n − 1) + 2·artanh(1/(2n − 1)), summed until the series no longer changes.
    private static let logarithms: [Double] = {
        var table: [Double] = [0, 0]
        for number in 2...WordEntropy.windowBeats {
            let x = 1 / Double(2 * number - 1)
            var power = x
            var sum = 0.0
            for term in 0..<20 {
                sum += power / Double(2 * term + 1)
                power *= x * x
            }
            table.append(table[number - 1] + 2 * sum)
        }
        return table
    }()

    private static let products: [Int64] = logarithms.enumerated().map { Int64(Double($0) * $1 * one + 0.5) }

    /// ln n, for 1 ≤ n ≤ `windowBeats`.
    static func of(_ number: Int) -> Double { logarithms[number] }

    /// n·ln n in fixed point; 0 for n = 0.
    static func times(_ number: Int) -> Int64 { products[number] }

    static func double(_ fixed: Int64) -> Double { Double(fixed) / one }
}
