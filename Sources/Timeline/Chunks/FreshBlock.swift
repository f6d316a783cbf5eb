// What one transaction adds of one gateway: some samples of many series, in one row.
//
// Layout: version as a varint, then for each series its row, the number of samples and the length of what follows, and the samples one after
// the other, each as differences from the one before: time, value (its bits, turned round, against the bits of the one before), attributes, source.

import Vitals

/// An encoded block, and what reads it. A row for each series would cost ten times as much to write.
struct FreshBlock: Hashable, Sendable {
    private static let version: UInt64 = 1

    let bytes: [UInt8]

    /// As `init(_:)` made them; they are checked when they are read.
    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    init(_ series: some Sequence<(id: Int64, samples: [Sample])>) {
        var bytes: [UInt8] = []
        bytes.appendVarint(Self.version)
        var entry: [UInt8] = []
        for (id, samples) in series {
            entry.removeAll(keepingCapacity: true)
            var last = Sample.zero
            for sample in samples {
                Self.append(sample, after: last, to: &entry)
                last = sample
            }
            bytes.appendSigned(id)
            bytes.appendVarint(UInt64(samples.count))
            bytes.appendVarint(UInt64(entry.count))
            bytes += entry
        }
        self.bytes = bytes
    }

    private static func append(_ sample: Sample, after last: Sample, to bytes: inout [UInt8]) {
        bytes.appendSigned(sample.time.milliseconds &- last.time.milliseconds)
        bytes.appendBits(of: sample.value, against: last.value)
        bytes.appendSigned(sample.attributes.origin &- last.attributes.origin)
        bytes.appendVarint(sample.attributes.code)
        bytes.appendSigned(sample.source.offset &- last.source.offset)
        bytes.appendSigned(Int64(sample.source.frame) - Int64(last.source.frame))
        bytes.appendSigned(Int64(sample.source.part) - Int64(last.source.part))
    }

    /// Gives every series and its samples, or those of one series alone: the others are passed over.
    func forEach(of wanted: Int64? = nil, _ body: (_ series: Int64, _ samples: [Sample]) throws -> Void) throws {
        var reader = VarintReader(bytes)
        let version = try reader.readVarint()
        guard version == Self.version else { throw ChunkError.version(UInt8(truncatingIfNeeded: version)) }
        while !reader.isAtEnd {
            let series = try reader.readSigned()
            let count = Int(truncatingIfNeeded: try reader.readVarint())
            let length = try reader.readCount()
            if let wanted, wanted != series {
                _ = try reader.readBytes(length)
                continue
            }
            guard count >= 0, count <= length else { throw ChunkError.value("count") }
            let end = reader.index + length
            var samples: [Sample] = []
            samples.reserveCapacity(count)
            var last = Sample.zero
            for _ in 0..<count {
                last = try Self.sample(after: last, &reader)
                samples.append(last)
            }
            guard reader.index == end else { throw ChunkError.value("length") }
            try body(series, samples)
        }
    }

    private static func sample(after last: Sample, _ reader: inout VarintReader) throws(VarintError) -> Sample {
        let time = Timestamp(milliseconds: last.time.milliseconds &+ (try reader.readSigned()))
        let value = try reader.readBits(against: last.value)
        let origin = last.attributes.origin &+ (try reader.readSigned())
        let attributes = SampleAttributes(origin: origin, code: try reader.readVarint())
        let offset = last.source.offset &+ (try reader.readSigned())
        let frame = Int64(last.source.frame) &+ (try reader.readSigned())
        let part = Int64(last.source.part) &+ (try reader.readSigned())
        return Sample(
            time: time, value: value, attributes: attributes,
            source: FrameReference(offset: offset, frame: Int32(truncatingIfNeeded: frame), part: Int32(truncatingIfNeeded: part)))
    }
}

extension Sample {
    /// What the first one of a block differs from.
    fileprivate static let zero = Sample(
        time: Timestamp(milliseconds: 0), value: 0, attributes: SampleAttributes(origin: 0, code: 0),
        source: FrameReference(offset: 0, frame: 0, part: 0))
}
