import TestSupport
import Testing
import Timeline
import Vitals

@Suite("Chunks of samples")
struct ChunkTests {
    static let usual = SampleAttributes(origin: 3, quality: .good, timeQuality: .synchronized, timeBasis: .gateway)

    static func sample(
        _ milliseconds: Int64, _ value: Double, _ offset: Int64 = 1, frame: Int32 = 0, part: Int32 = 0,
        _ attributes: SampleAttributes = usual
    ) -> Sample {
        Sample(
            time: Timestamp(milliseconds: milliseconds), value: value, attributes: attributes,
            source: FrameReference(offset: offset, frame: frame, part: part))
    }

    /// A strap's heart rate, a value a second as it comes over Bluetooth.
    static func heartRate(_ count: Int, using random: inout SeededGenerator) -> [Sample] {
        var rate = 70.0
        return (0..<count).map { index in
            rate = min(max(rate + Double(Int.random(in: -3...3, using: &random) / 2), 45), 180)
            return sample(
                1_764_000_000_000 + Int64(index) * 1000 + Int64.random(in: -15...15, using: &random), rate, 100 + Int64(index) * 2)
        }
    }

    private static let heart: [[Double]] = [[72], [72, 73, 71], [36.61, 36.62, 40], [1000.0 * 700 / 1024, 1000.0 * 701 / 1024]]
    private static let odd: [[Double]] = [
        [0.1, 0.2, 0.30000000000000004], [-0.0, 0], [Double.pi, 1e300, -1e-300], [.infinity, -.infinity], [9_007_199_254_740_992, 1],
        [.greatestFiniteMagnitude, .leastNonzeroMagnitude], [123.456789, 123.456788],
    ]

    @Test("Values come back bit by bit", arguments: heart + odd)
    func values(_ values: [Double]) throws {
        let samples = values.enumerated().map { Self.sample(Int64($0), $1) }
        let back = try Chunk(samples).samples()
        #expect(back.map(\.value.bitPattern) == values.map(\.bitPattern))
        #expect(back.map(\.time) == samples.map(\.time))
    }

    @Test("Whatever a series holds comes back as it was", arguments: 0..<60 as Range<UInt64>)
    func anything(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let steps: [Int64] = [0, 1, 7, 1000, 86_400_000, 1 << 40]
        let values: [Double] = [0, 1, -1, 0.5, 36.6, 1e9, -273.15, 1000 * 3 / 1024]
        var time = Int64.random(in: -1_000_000_000_000...4_000_000_000_000, using: &random)
        let samples = (0..<Int.random(in: 1...400, using: &random)).map { _ in
            time += steps.randomElement(using: &random) ?? 0
            let quality = ObservationQuality.allCases.randomElement(using: &random) ?? .good
            let attributes = SampleAttributes(
                origin: Int64.random(in: 1...4, using: &random), quality: quality, timeQuality: .corrected, timeBasis: .device)
            return Self.sample(
                time, values.randomElement(using: &random) ?? 0, Int64.random(in: 0...1 << 50, using: &random),
                frame: Int32.random(in: 0...Int32.max, using: &random), part: Int32.random(in: 0...3, using: &random), attributes)
        }
        #expect(try Chunk(samples).samples() == samples)
    }

    @Test("A strap's hour takes less than two bytes a value")
    func size() throws {
        var random = SeededGenerator(seed: 1)
        let samples = Self.heartRate(3600, using: &random)
        let chunk = Chunk(samples)
        #expect(try chunk.samples() == samples)
        #expect(chunk.bytes.count < 2 * 3600, "\(chunk.bytes.count) bytes")
    }

    @Test("An outlier costs little, and does not spoil the rest")
    func outlier() throws {
        var random = SeededGenerator(seed: 2)
        let samples = Self.heartRate(1000, using: &random)
        let spoilt = samples.prefix(500) + [Self.sample(samples[500].time.milliseconds, 1e15, 1 << 60)] + samples.suffix(499)
        #expect(Chunk(Array(spoilt)).bytes.count < Chunk(samples).bytes.count + 200)
        #expect(try Chunk(Array(spoilt)).samples() == Array(spoilt))
    }

    @Test("Bytes that are cut or changed throw, and never trap")
    func damage() throws {
        var random = SeededGenerator(seed: 3)
        let bytes = Chunk(Self.heartRate(200, using: &random)).bytes
        for count in bytes.indices {
            #expect(throws: ChunkError.self) { try Chunk(bytes: Array(bytes.prefix(count))).samples() }
        }
        for _ in 0..<3000 {
            var changed = bytes
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                changed[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            let samples = try? Chunk(bytes: changed).samples()
            #expect(samples?.count ?? 0 <= Chunk.Limit.samplesMax)
        }
    }
}
