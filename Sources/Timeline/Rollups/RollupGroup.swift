// Rollups of one series and resolution that lie side by side, as they are stored.

import Vitals

struct RollupGroup: Hashable, Sendable {
    let resolution: Resolution
    let start: Timestamp
    /// By the bucket's number in the group.
    private(set) var rollups: [Int64: Rollup] = [:]

    private static let version: UInt64 = 1

    init(_ resolution: Resolution, start: Timestamp) {
        self.resolution = resolution
        self.start = start
    }

    /// Of samples that lie in the group.
    init(_ resolution: Resolution, start: Timestamp, of samples: [Sample]) {
        self.init(resolution, start: start)
        for sample in samples {
            rollups[bucket(of: sample.time), default: Rollup()].add(sample.value, at: sample.time, quality: sample.attributes.quality)
        }
    }

    private func bucket(of time: Timestamp) -> Int64 { (time.milliseconds - start.milliseconds) / resolution.milliseconds }

    /// Replaces the rollup of a bucket; an empty one goes.
    mutating func set(_ rollup: Rollup, at time: Timestamp) {
        rollups[bucket(of: time)] = rollup.isEmpty ? nil : rollup
    }

    /// Those that lie in the bucket of a coarser resolution, together.
    func total(of coarser: Resolution, at time: Timestamp) -> Rollup {
        let start = coarser.start(of: time)
        var total = Rollup()
        for (bucket, rollup) in inOrder where coarser.start(of: bucket) == start { total.merge(rollup) }
        return total
    }

    /// All of them together.
    var total: Rollup {
        var total = Rollup()
        for (_, rollup) in inOrder { total.merge(rollup) }
        return total
    }

    var inOrder: [(start: Timestamp, rollup: Rollup)] {
        rollups.sorted { $0.key < $1.key }.map { (bucketStart($0.key), $0.value) }
    }

    private func bucketStart(_ bucket: Int64) -> Timestamp {
        Timestamp(milliseconds: start.milliseconds + bucket * resolution.milliseconds)
    }

    func encoded() -> [UInt8] {
        var writer = BitWriter()
        writer.write(Self.version, bits: 8)
        writer.writeVarint(UInt64(rollups.count))
        var last: Int64 = -1
        for (bucket, rollup) in rollups.sorted(by: { $0.key < $1.key }) {
            writer.writeVarint(UInt64(bucket - last - 1))
            rollup.write(from: bucketStart(bucket), to: &writer)
            last = bucket
        }
        return writer.finish()
    }

    init(_ resolution: Resolution, start: Timestamp, decoding bytes: [UInt8]) throws(ChunkError) {
        self.init(resolution, start: start)
        var reader = BitReader(bytes)
        let version = try reader.read(bits: 8)
        guard version == Self.version else { throw .version(UInt8(truncatingIfNeeded: version)) }
        let bucketsMax = resolution.groupMilliseconds / resolution.milliseconds
        let count = try reader.readCount(max: Int(bucketsMax))
        var last: Int64 = -1
        for _ in 0..<count {
            let bucket = last + 1 + Int64(try reader.readCount(max: Int(bucketsMax)))
            guard bucket < bucketsMax else { throw .value("bucket") }
            rollups[bucket] = try Rollup(from: bucketStart(bucket), reading: &reader)
            last = bucket
        }
    }
}
