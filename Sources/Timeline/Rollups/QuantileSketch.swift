// Medians and percentiles of a stretch of time, without its values: counts of values that are nearly the same.

/// A histogram whose buckets are 1/64 of an octave wide, so that a quantile is within 0.8 % of a value that was there.
///
/// Adding is commutative and exact: two sketches of the same values are the same bytes, in whatever order they came. Bucket limits are bits
/// of the values themselves, so every machine has the same. Source: G. Tene, HdrHistogram (log-linear buckets).
package struct QuantileSketch: Hashable, Sendable {
    private enum Layout {
        /// Bits of the mantissa that count: 2^6 = 64 buckets an octave, centred, so that integers up to 128 come back as they are.
        static let dropped: UInt64 = 52 - 6
        static let half: UInt64 = 1 << (dropped - 1)
        static let signBucket: Int64 = 1 << (63 - 46)
    }

    /// Sorted by bucket.
    private var buckets: [(bucket: Int64, count: UInt64)] = []

    package init() {}

    private static func bucket(of value: Double) -> Int64 {
        let magnitude = Int64((value.magnitude.bitPattern &+ Layout.half) >> Layout.dropped)
        return value < 0 ? -magnitude : magnitude
    }

    private static func centre(of bucket: Int64) -> Double {
        let magnitude = Double(bitPattern: UInt64(bucket.magnitude) << Layout.dropped)
        return bucket < 0 ? -magnitude : magnitude
    }

    package mutating func add(_ value: Double) { add(Self.bucket(of: value), 1) }

    private mutating func add(_ bucket: Int64, _ count: UInt64) {
        var low = 0
        var high = buckets.count
        while low < high {
            let middle = (low + high) / 2
            if buckets[middle].bucket < bucket { low = middle + 1 } else { high = middle }
        }
        if low < buckets.count, buckets[low].bucket == bucket {
            buckets[low].count += count
        } else {
            buckets.insert((bucket, count), at: low)
        }
    }

    package mutating func merge(_ other: QuantileSketch) {
        var merged: [(bucket: Int64, count: UInt64)] = []
        merged.reserveCapacity(buckets.count + other.buckets.count)
        var (mine, theirs) = (buckets[...], other.buckets[...])
        while let one = mine.first, let two = theirs.first {
            if one.bucket == two.bucket {
                merged.append((one.bucket, one.count + two.count))
                mine.removeFirst()
                theirs.removeFirst()
            } else if one.bucket < two.bucket {
                merged.append(mine.removeFirst())
            } else {
                merged.append(theirs.removeFirst())
            }
        }
        buckets = merged + mine + theirs
    }

    /// The value below which a share of all values lies, 0 to 1; `nil` without values.
    package func quantile(_ share: Double) -> Double? {
        let total = buckets.reduce(0) { $0 + $1.count }
        guard total > 0 else { return nil }
        let rank = UInt64((min(max(share, 0), 1) * Double(total - 1)).rounded())
        var passed: UInt64 = 0
        for (bucket, count) in buckets {
            passed += count
            if passed > rank { return Self.centre(of: bucket) }
        }
        return buckets.last.map { Self.centre(of: $0.bucket) }
    }

    package static func == (one: Self, other: Self) -> Bool {
        one.buckets.elementsEqual(other.buckets) { $0 == $1 }
    }

    package func hash(into hasher: inout Hasher) {
        for (bucket, count) in buckets {
            hasher.combine(bucket)
            hasher.combine(count)
        }
    }
}

extension QuantileSketch {
    func write(to writer: inout BitWriter) {
        writer.writeVarint(UInt64(buckets.count))
        var last: Int64 = 0
        for (bucket, count) in buckets {
            writer.writeSigned(bucket - last)
            writer.writeVarint(count)
            last = bucket
        }
    }

    init(from reader: inout BitReader) throws(ChunkError) {
        /// All buckets that there are.
        let count = try reader.readCount(max: 1 << 18)
        var last: Int64 = 0
        for _ in 0..<count {
            let (bucket, overflows) = last.addingReportingOverflow(try reader.readSigned())
            guard !overflows, bucket.magnitude < Layout.signBucket, buckets.last.map({ $0.bucket < bucket }) ?? true else {
                throw .value("bucket")
            }
            buckets.append((bucket, try reader.readVarint()))
            last = bucket
        }
    }
}
