// Numbers that lie close to a typical one take few bits. Source: R. F. Rice, Some Practical Universal Noiseless Coding Techniques, JPL 1979.

import Vitals

/// A column of integers: what most have in common is written once, the rest of each as a Rice code.
enum RiceColumn {
    private enum Limit {
        /// A quotient of so many ones means that the number follows whole: an outlier costs 88 bits and not thousands.
        static let ones = 24
        static let parameterMax = 40
    }

    static func write(_ values: [Int64], to writer: inout BitWriter) {
        let typical = median(values)
        let residuals = values.map { ($0 &- typical).zigzag }
        writer.writeSigned(typical)
        guard residuals.contains(where: { $0 != 0 }) else { return writer.write(0, bits: 6) }
        let parameter = parameter(for: residuals)
        writer.write(UInt64(parameter + 1), bits: 6)
        for residual in residuals {
            let quotient = residual >> UInt64(parameter)
            guard quotient < Limit.ones else {
                writer.write(1 << UInt64(Limit.ones) - 1, bits: Limit.ones)
                writer.writeWhole(residual)
                continue
            }
            let ones = Int(quotient)
            writer.write(1 << UInt64(ones) - 1, bits: ones + 1)
            writer.write(residual & (1 << UInt64(parameter) - 1), bits: parameter)
        }
    }

    /// Calls `body` with each of `count` values.
    static func read(_ count: Int, from reader: inout BitReader, _ body: (Int64) -> Void) throws(ChunkError) {
        let typical = try reader.readSigned()
        let parameter = Int(try reader.read(bits: 6)) - 1
        guard parameter >= 0 else {
            for _ in 0..<count { body(typical) }
            return
        }
        guard parameter <= Limit.parameterMax else { throw .value("parameter") }
        for _ in 0..<count {
            let ones = try reader.readOnes(max: Limit.ones)
            let residual =
                ones == Limit.ones ? try reader.readWhole() : try UInt64(ones) << UInt64(parameter) | reader.read(bits: parameter)
            body(typical &+ residual.unzigzagged)
        }
    }

    /// What the codes of all take least bits with, near enough: numbers of one width count as three quarters of the first that is wider.
    private static func parameter(for residuals: [UInt64]) -> Int {
        var widths = [Double](repeating: 0, count: 65)
        for residual in residuals { widths[64 - residual.leadingZeroBitCount] += 1 }
        // Beyond the widest, each further bit costs one more for every number.
        let widest = widths.lastIndex { $0 > 0 } ?? 0
        var (best, bitsMin) = (0, Double.infinity)
        for parameter in 0...min(widest, Limit.parameterMax) {
            var bits = 0.0
            for (width, count) in widths[...widest].enumerated() where count > 0 {
                let quotient = width <= parameter ? 0 : 0.75 * Double(sign: .plus, exponent: width - parameter, significand: 1)
                bits += count * (quotient < Double(Limit.ones) ? quotient + 1 + Double(parameter) : Double(Limit.ones + 64))
            }
            if bits < bitsMin { (best, bitsMin) = (parameter, bits) }
        }
        return best
    }

    private static func median(_ values: [Int64]) -> Int64 { values.isEmpty ? 0 : values.sorted()[values.count / 2] }
}
