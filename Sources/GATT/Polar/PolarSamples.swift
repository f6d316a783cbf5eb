// Polar Measurement Data: a waveform's samples, kept as the integers that the device sent.

import Vitals

/// The samples of one frame.
///
/// Those of an electrocardiogram are readings. Others are none: light, acceleration, rotation and magnetic field come in several channels,
/// which one metric could not tell apart, and a gateway does not start them. Who draws such a waveform takes `values` with the channels and
/// the times of `PolarSampleTimes`.
package struct PolarSamples: Hashable, Sendable {
    package let channels: [PolarChannel]
    /// Sample after sample; in each, one value of every channel.
    package let values: [Int32]
    /// Whether the values become quantities only with the factor that the device gave when the stream started.
    package let needsFactor: Bool
    private let encoding: PolarSampleLayout.Encoding

    /// 512 bytes, the longest value of an attribute, hold 4096 bits; a delta has at least one.
    static let valuesMax = 512 * 8

    package var count: Int { values.count / channels.count }

    /// The values of one channel as they were sent; none for an index without a channel.
    package func values(ofChannel index: Int) -> [Int32] {
        guard channels.indices.contains(index) else { return [] }
        return stride(from: index, to: values.count, by: channels.count).map { values[$0] }
    }

    /// The values of one channel in its unit. A factor of 1 is that of a stream whose settings name none.
    package func quantities(ofChannel index: Int, factor: Float = 1) -> [Double] {
        guard channels.indices.contains(index) else { return [] }
        let scale = needsFactor && !channels[index].isStatus ? Self.decimal(factor) : 1
        return values(ofChannel: index).map { value in
            switch encoding {
            case .integer: Double(value) * scale
            case .float32: Self.decimal(Float(bitPattern: UInt32(bitPattern: value))) * scale
            }
        }
    }

    /// The shortest decimal that names the number: 36.6, and not 36.599998474121094.
    private static func decimal(_ number: Float) -> Double { Double(number.description) ?? Double(number) }

    /// The rate of the Polar H10, which offers no other and is Polar's only sensor of an electrocardiogram.
    /// Source: github.com/polarofficial/polar-ble-sdk, documentation/products/PolarH10.md and issue 253.
    package static let electrocardiogramsPerSecond = 130

    /// Samples in microvolts, the oldest first; the last one was taken when the frame was sent.
    var electrocardiogram: [Reading] {
        var later = values.count
        return values.map { microvolts in
            later -= 1
            return Reading(.electrocardiogram, Double(microvolts), at: .beforeArrival(.seconds(later) / Self.electrocardiogramsPerSecond))
        }
    }

    var fields: [Field] {
        var fields: [Field] = [.integer("sample_count", count)]
        for (index, channel) in channels.enumerated() {
            let numbers = quantities(ofChannel: index)
            // JSON has no number for NaN and infinity.
            let value: Field.Value = numbers.allSatisfy(\.isFinite) ? .numbers(numbers) : .texts(numbers.map { "\($0)" })
            fields.append(Field(channel.name, value, unit: needsFactor ? nil : channel.unit))
        }
        if needsFactor, let unit = channels[0].unit { fields.append(.text("unit_after_factor", unit)) }
        return fields
    }
}

extension PolarSamples {
    /// Raw samples up to the end, at least one.
    init(raw value: Span<UInt8>, from cursor: inout ByteCursor, _ layout: PolarSampleLayout) throws(DecodingError) {
        var values: [Int32] = []
        values.reserveCapacity(cursor.remaining(in: value) / layout.bytesPerValue)
        repeat {
            for _ in layout.channels { values.append(try Self.value(of: value, from: &cursor, bytes: layout.bytesPerValue)) }
        } while cursor.remaining(in: value) > 0
        self.init(channels: layout.channels, values: values, needsFactor: layout.needsFactor, encoding: layout.encoding)
    }

    /// A reference sample, then blocks of deltas up to the end: the bits of a delta, the number of samples, and the deltas themselves, packed
    /// from the lowest bit on, each of its own channel's previous value. A block ends with a whole byte.
    ///
    /// Sums wrap around as they do in the device: deltas of binary32 numbers are deltas of their bits.
    /// Source: Polar Measurement Data Specification, "Delta frame sample example from Polar Verity Sense".
    init(deltas value: Span<UInt8>, from cursor: inout ByteCursor, _ layout: PolarSampleLayout) throws(DecodingError) {
        var last: [Int32] = []
        for _ in layout.channels { last.append(try Self.value(of: value, from: &cursor, bytes: layout.bytesPerValue)) }
        var values = last
        while cursor.remaining(in: value) > 0 {
            let bitsPerDelta = Int(try cursor.uint8(from: value))
            guard bitsPerDelta <= Int32.bitWidth else {
                throw .outOfRange(at: cursor.position - 1, value: bitsPerDelta, allowed: 0...Int32.bitWidth)
            }
            let count = Int(try cursor.uint8(from: value))
            let room = (Self.valuesMax - values.count) / last.count
            // Deltas of no bits take no bytes: without this a short frame could claim any number of samples.
            guard count <= room else { throw .outOfRange(at: cursor.position - 1, value: count, allowed: 0...max(0, room)) }
            let packed = try cursor.bytes((bitsPerDelta * count * last.count + 7) / 8, from: value)
            var bits = PackedBits(packed)
            for _ in 0..<count {
                for channel in last.indices {
                    last[channel] &+= bits.next(bitsPerDelta)
                    values.append(last[channel])
                }
            }
        }
        self.init(channels: layout.channels, values: values, needsFactor: layout.needsFactor, encoding: layout.encoding)
    }

    private static func value(of value: Span<UInt8>, from cursor: inout ByteCursor, bytes: Int) throws(DecodingError) -> Int32 {
        switch bytes {
        case 1: Int32(try cursor.int8(from: value))
        case 2: Int32(try cursor.int16(from: value))
        case 3: try cursor.int24(from: value)
        default: try cursor.int32(from: value)
        }
    }
}

/// Signed numbers of up to 32 bits, lowest bit first.
private struct PackedBits {
    private let bytes: [UInt8]
    private var position = 0
    private var held: UInt64 = 0
    private var heldCount = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Zero bits past the end.
    mutating func next(_ width: Int) -> Int32 {
        guard width > 0 else { return 0 }
        while heldCount < width {
            if position < bytes.count { held |= UInt64(bytes[position]) << UInt64(heldCount) }
            position += 1
            heldCount += 8
        }
        let unused = UInt64.bitWidth - width
        let number = Int64(bitPattern: held << UInt64(unused)) >> Int64(unused)
        held >>= UInt64(width)
        heldCount -= width
        return Int32(truncatingIfNeeded: number)
    }
}
