import TestSupport
import Testing
import Vitals

@testable import Timeline

@Suite("Rollups")
struct RollupTests {
    private let start = Timestamp(milliseconds: 1_764_000_000_000)

    private func values(_ count: Int, using random: inout SeededGenerator) -> [(Timestamp, Double, ObservationQuality)] {
        (0..<count).map { _ in
            (
                start + .milliseconds(Int.random(in: 0..<60_000, using: &random)), Double(Int.random(in: 300...1800, using: &random)) / 10,
                Int.random(in: 0..<10, using: &random) == 0 ? .noContact : .good
            )
        }
    }

    private func rollup(_ values: [(Timestamp, Double, ObservationQuality)]) -> Rollup {
        var rollup = Rollup()
        for (time, value, quality) in values { rollup.add(value, at: time, quality: quality) }
        return rollup
    }

    @Test("They say what the values say", arguments: 0..<20 as Range<UInt64>)
    func meaning(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let values = values(Int.random(in: 1...500, using: &random), using: &random)
        let rollup = rollup(values)
        let good = values.filter { $0.2 == .good }
        #expect(rollup.count == good.count && rollup.excluded == values.count - good.count)
        guard !good.isEmpty else { return }
        let sorted = good.map(\.1).sorted()
        #expect(rollup.min == sorted.first && rollup.max == sorted.last)
        #expect(abs(try #require(rollup.mean) - sorted.reduce(0, +) / Double(sorted.count)) < 1e-9)
        #expect(rollup.first?.time == good.map(\.0).min() && rollup.last?.time == good.map(\.0).max())
        for share in [0, 0.05, 0.25, 0.5, 0.9, 1] {
            let exact = sorted[Int((share * Double(sorted.count - 1)).rounded())]
            let told = try #require(rollup.sketch.quantile(share))
            #expect(abs(told - exact) <= exact / 128, "\(share): \(told) for \(exact)")
        }
    }

    @Test("Whatever the order, and however they are put together, the same values make the same bytes", arguments: 0..<20 as Range<UInt64>)
    func order(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let values = values(300, using: &random)
        let whole = encoded(rollup(values))
        #expect(encoded(rollup(values.shuffled(using: &random))) == whole)
        var parts = Rollup()
        for part in stride(from: 0, to: 300, by: 37).map({ values[$0..<min($0 + 37, 300)] }).shuffled(using: &random) {
            parts.merge(rollup(Array(part)))
        }
        #expect(encoded(parts) == whole)
    }

    private func encoded(_ rollup: Rollup) -> [UInt8] {
        var writer = BitWriter()
        rollup.write(from: start, to: &writer)
        return writer.finish()
    }

    @Test("Integers up to 128 are their own median")
    func integers() {
        for value in 0...128 {
            var sketch = QuantileSketch()
            sketch.add(Double(value))
            sketch.add(Double(-value))
            #expect(sketch.quantile(1) == Double(value) && sketch.quantile(0) == Double(-value))
        }
    }

    @Test("A sum is exact where floating point is not")
    func sum() {
        var (one, other) = (Rollup(), Rollup())
        for value in [1e15, 0.1, -1e15, 0.2] { one.add(value, at: start, quality: .good) }
        for value in [0.2, -1e15, 1e15, 0.1] { other.add(value, at: start, quality: .good) }
        #expect(one == other && abs((one.mean ?? 0) - 0.075) < 1e-15)
    }

    @Test("A group comes back as it was, and an hour of a strap's minutes takes less than a byte a value")
    func group() throws {
        var random = SeededGenerator(seed: 9)
        let start = Resolution.minute.groupStart(of: start)
        let samples = ChunkTests.heartRate(3500, using: &random).map { sample in
            ChunkTests.sample(start.milliseconds + (sample.time.milliseconds - self.start.milliseconds + 20), sample.value)
        }
        let group = RollupGroup(.minute, start: start, of: samples)
        let bytes = group.encoded()
        #expect(try RollupGroup(.minute, start: group.start, decoding: bytes) == group)
        #expect(bytes.count < 3600, "\(bytes.count) bytes")
        for count in bytes.indices {
            #expect(throws: ChunkError.self) { try RollupGroup(.minute, start: group.start, decoding: Array(bytes.prefix(count))) }
        }
        for _ in 0..<3000 {
            var changed = bytes
            changed[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
            _ = try? RollupGroup(.minute, start: group.start, decoding: changed)
        }
    }
}
