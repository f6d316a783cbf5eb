// What remains of a stretch of time when nobody wants each value.

package import Vitals

/// Count, extremes, mean, first, last and distribution of the good values of a stretch of time.
///
/// Commutative and exact: whatever order values come in, and however late, the same values make the same rollup, bit by bit.
package struct Rollup: Hashable, Sendable {
    /// A value and when it was.
    package struct Point: Hashable, Sendable {
        package let time: Timestamp
        package let value: Double
    }

    package private(set) var count: UInt64 = 0
    /// Values that are not good: implausible, without skin contact, questionable. They are in nothing else here.
    package private(set) var excluded: UInt64 = 0
    package private(set) var min = Double.infinity
    package private(set) var max = -Double.infinity
    /// Of two at one time the smaller value.
    package private(set) var first: Point?
    /// Of two at one time the larger value.
    package private(set) var last: Point?
    package private(set) var sketch = QuantileSketch()
    private var sum = ExactSum()

    package init() {}

    package var mean: Double? { count == 0 ? nil : sum.value / Double(count) }
    package var isEmpty: Bool { count == 0 && excluded == 0 }

    package mutating func add(_ value: Double, at time: Timestamp, quality: ObservationQuality) {
        guard quality == .good, value.isFinite else {
            excluded += 1
            return
        }
        count += 1
        sum.add(value)
        min = Swift.min(min, value)
        max = Swift.max(max, value)
        sketch.add(value)
        merge(first: Point(time: time, value: value), last: Point(time: time, value: value))
    }

    package mutating func merge(_ other: Rollup) {
        count += other.count
        excluded += other.excluded
        sum.merge(other.sum)
        min = Swift.min(min, other.min)
        max = Swift.max(max, other.max)
        sketch.merge(other.sketch)
        merge(first: other.first, last: other.last)
    }

    private mutating func merge(first candidate: Point?, last other: Point?) {
        if let candidate, first.map({ (candidate.time, candidate.value) < ($0.time, $0.value) }) ?? true { first = candidate }
        if let other, last.map({ (other.time, other.value) > ($0.time, $0.value) }) ?? true { last = other }
    }
}

/// A sum that does not depend on the order: 64 bits behind the point, of each value what lies further down is cut off.
///
/// Values of health have far fewer digits; of those below 2⁻¹¹ the last bits are cut, each time the same ones.
struct ExactSum: Hashable, Sendable {
    private var scaled: Int128 = 0

    /// 2^40 values of up to 2^22, or fewer of larger ones: beyond, the sum stays at its largest.
    private static let valueMax = 0x1p62

    var value: Double { Double(scaled) * 0x1p-64 }

    mutating func add(_ value: Double) {
        let bounded = Swift.min(Swift.max(value, -Self.valueMax), Self.valueMax)
        add(Int128(bounded * 0x1p64))
    }

    mutating func merge(_ other: ExactSum) { add(other.scaled) }

    private mutating func add(_ other: Int128) {
        let (sum, overflows) = scaled.addingReportingOverflow(other)
        scaled = overflows ? (other < 0 ? .min : .max) : sum
    }
}

extension Rollup {
    /// Times count from `start`.
    func write(from start: Timestamp, to writer: inout BitWriter) {
        writer.writeVarint(count)
        writer.writeVarint(excluded)
        guard let first, let last else { return }
        sum.write(to: &writer)
        writer.writeVarint(min.foldedBits)
        for value in [max, first.value, last.value] { writer.writeVarint((value.bitPattern ^ min.bitPattern).byteSwapped) }
        writer.writeSigned(first.time.milliseconds - start.milliseconds)
        writer.writeSigned(last.time.milliseconds - first.time.milliseconds)
        sketch.write(to: &writer)
    }

    init(from start: Timestamp, reading reader: inout BitReader) throws(ChunkError) {
        count = try reader.readVarint()
        excluded = try reader.readVarint()
        guard count > 0 else { return }
        sum = try ExactSum(from: &reader)
        min = Double(bitPattern: try reader.readVarint().byteSwapped)
        func value() throws(ChunkError) -> Double { Double(bitPattern: try reader.readVarint().byteSwapped ^ min.bitPattern) }
        max = try value()
        let (firstValue, lastValue) = (try value(), try value())
        let firstTime = start.milliseconds &+ (try reader.readSigned())
        first = Point(time: Timestamp(milliseconds: firstTime), value: firstValue)
        last = Point(time: Timestamp(milliseconds: firstTime &+ (try reader.readSigned())), value: lastValue)
        sketch = try QuantileSketch(from: &reader)
    }
}

extension ExactSum {
    /// Sums of values with few digits end in many zeros.
    func write(to writer: inout BitWriter) {
        let zeros = scaled == 0 ? 0 : scaled.trailingZeroBitCount
        let rest = scaled >> Int128(zeros)
        writer.writeVarint(UInt64(zeros))
        let isSmall = rest >= Int128(Int64.min / 2) && rest <= Int128(Int64.max / 2)
        writer.write(isSmall ? 0 : 1, bits: 8)
        if isSmall {
            writer.writeSigned(Int64(rest))
        } else {
            writer.writeWhole(UInt64(truncatingIfNeeded: rest))
            writer.writeWhole(UInt64(truncatingIfNeeded: rest >> 64))
        }
    }

    init(from reader: inout BitReader) throws(ChunkError) {
        let zeros = try reader.readCount(max: 127)
        if try reader.read(bits: 8) == 0 {
            scaled = Int128(try reader.readSigned()) << Int128(zeros)
        } else {
            let low = try reader.readWhole()
            let high = Int64(bitPattern: try reader.readWhole())
            scaled = (Int128(high) << 64 | Int128(low)) << Int128(zeros)
        }
    }
}

extension Double {
    /// Numbers with few digits have zeros at the end of their bits: turned round they are small.
    fileprivate var foldedBits: UInt64 { bitPattern.byteSwapped }
}
