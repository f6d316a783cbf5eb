// Samples of one series, column by column: times, values, what they have in common, where they came from.
//
// Layout: version 8 bits, scale 8 bits, count and first time as varints, then columns. Times are differences from the one before, values
// differences in the scale's steps, each a Rice column, and exceptions with their place; attributes are runs; sources are three Rice columns of
// differences.

import Vitals

/// An encoded chunk, and what reads it.
package struct Chunk: Hashable, Sendable {
    package enum Limit {
        /// More go into a further chunk: 8,192 samples take some 12 kB and 100 µs to decode.
        package static let samplesMax = 8192
    }

    private static let version: UInt8 = 1

    package let bytes: [UInt8]

    /// As `encode` made them; they are checked when they are decoded.
    package init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// `samples` are in order, and there is at least one.
    package init(_ samples: [Sample]) {
        precondition(!samples.isEmpty && samples.count <= Limit.samplesMax, "a chunk has 1 to \(Limit.samplesMax) samples")
        var writer = BitWriter()
        let (scale, steps, exceptions) = ValueScale.steps(of: samples.map(\.value))
        writer.write(UInt64(Self.version), bits: 8)
        writer.write(scale.code, bits: 8)
        writer.writeVarint(UInt64(samples.count))
        writer.writeSigned(samples[0].time.milliseconds)
        let times = samples.map(\.time.milliseconds)
        RiceColumn.write(Self.differences(times), to: &writer)
        if scale == .whole {
            for step in steps { writer.writeWhole(UInt64(bitPattern: step)) }
        } else {
            writer.writeSigned(steps[0])
            RiceColumn.write(Self.differences(steps), to: &writer)
            writer.writeVarint(UInt64(exceptions.count))
            for exception in exceptions {
                writer.writeVarint(UInt64(exception.index))
                writer.writeWhole(exception.value.bitPattern)
            }
        }
        Self.writeRuns(samples, to: &writer)
        let sources = samples.map(\.source)
        for column in [sources.map(\.offset), sources.map { Int64($0.frame) }, sources.map { Int64($0.part) }] {
            writer.writeSigned(column[0])
            RiceColumn.write(Self.differences(column), to: &writer)
        }
        bytes = writer.finish()
    }

    private static func differences(_ values: [Int64]) -> [Int64] {
        zip(values.dropFirst(), values).map { $0 &- $1 }
    }

    private static func writeRuns(_ samples: [Sample], to writer: inout BitWriter) {
        var start = samples.startIndex
        while start < samples.endIndex {
            let attributes = samples[start].attributes
            let end = samples[start...].firstIndex { $0.attributes != attributes } ?? samples.endIndex
            writer.writeVarint(UInt64(end - start))
            writer.writeSigned(attributes.origin)
            writer.writeVarint(attributes.code)
            start = end
        }
    }
}

extension Chunk {
    /// The samples, in order.
    package func samples() throws(ChunkError) -> [Sample] {
        var reader = BitReader(bytes)
        let (count, scale) = try Self.head(&reader)
        let times = try Self.column(count, from: try reader.readSigned(), &reader)
        let values = try Self.values(count, scale, &reader)
        var attributes: [SampleAttributes] = []
        attributes.reserveCapacity(count)
        while attributes.count < count {
            let length = try reader.readCount(max: count - attributes.count)
            guard length > 0 else { throw .value("run") }
            let origin = try reader.readSigned()
            let run = SampleAttributes(origin: origin, code: try reader.readVarint())
            for _ in 0..<length { attributes.append(run) }
        }
        let offsets = try Self.column(count, from: try reader.readSigned(), &reader)
        let frames = try Self.column(count, from: try reader.readSigned(), &reader)
        let parts = try Self.column(count, from: try reader.readSigned(), &reader)
        return (0..<count).map { index in
            Sample(
                time: Timestamp(milliseconds: times[index]), value: values[index], attributes: attributes[index],
                source: FrameReference(
                    offset: offsets[index], frame: Int32(truncatingIfNeeded: frames[index]), part: Int32(truncatingIfNeeded: parts[index])))
        }
    }

    private static func head(_ reader: inout BitReader) throws(ChunkError) -> (count: Int, scale: ValueScale) {
        let version = UInt8(truncatingIfNeeded: try reader.read(bits: 8))
        guard version == Self.version else { throw .version(version) }
        let scale = try ValueScale(code: try reader.read(bits: 8))
        let count = try reader.readCount(max: Limit.samplesMax)
        guard count > 0 else { throw .value("count") }
        return (count, scale)
    }

    /// The first value, then those that the differences lead to.
    private static func column(_ count: Int, from first: Int64, _ reader: inout BitReader) throws(ChunkError) -> [Int64] {
        var values = [first]
        values.reserveCapacity(count)
        var last = first
        try RiceColumn.read(count - 1, from: &reader) { difference in
            last &+= difference
            values.append(last)
        }
        return values
    }

    private static func values(_ count: Int, _ scale: ValueScale, _ reader: inout BitReader) throws(ChunkError) -> [Double] {
        var values: [Double] = []
        values.reserveCapacity(count)
        guard scale != .whole else {
            for _ in 0..<count { values.append(Double(bitPattern: try reader.readWhole())) }
            return values
        }
        for step in try column(count, from: try reader.readSigned(), &reader) { values.append(scale.value(of: step)) }
        for _ in 0..<(try reader.readCount(max: count / ValueScale.exceptionShare)) {
            let index = try reader.readCount(max: count - 1)
            values[index] = Double(bitPattern: try reader.readWhole())
        }
        return values
    }
}
