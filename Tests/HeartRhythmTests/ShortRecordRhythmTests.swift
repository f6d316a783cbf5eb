import HeartRhythm
import Testing

@Suite("Rhythm of short records")
struct ShortRecordRhythmTests {
    /// A linear congruential generator: the same numbers on every machine.
    private struct Numbers {
        var state: UInt64
        /// From 0 up to, not including, 1.
        mutating func next() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 40) / Double(1 << 24)
        }
    }

    private func fibrillation(_ count: Int = 40, seed: UInt64 = 1) -> [Double] {
        var numbers = Numbers(state: seed)
        return (0..<count).map { _ in 450 + 500 * (numbers.next() + numbers.next()) / 2 }
    }

    private func sinus(_ count: Int = 36, seed: UInt64 = 1) -> [Double] {
        var numbers = Numbers(state: seed)
        return (0..<count).map { _ in 820 + 24 * (numbers.next() - 0.5) }
    }

    private func reading(_ intervals: [Double]) -> RhythmReading { ShortRecordRhythm.reading(of: intervals) }

    @Test("Beats without order are irregular", arguments: 1...20 as ClosedRange<UInt64>)
    func fibrillationIsIrregular(seed: UInt64) {
        #expect(reading(fibrillation(seed: seed)).rhythm == .irregular)
    }

    @Test("A steady rhythm is regular, and scores far below", arguments: 1...20 as ClosedRange<UInt64>)
    func sinusIsRegular(seed: UInt64) {
        let reading = reading(sinus(seed: seed))
        #expect(reading.rhythm == .regular)
        #expect(reading.score < 0.05)
        #expect(reading.beats == 36)
    }

    @Test(
        "An order that repeats is regular",
        arguments: [[800.0], [520, 1080], [800, 520, 1080], [800, 800, 560, 1040], [440, 440, 660], [700, 760, 830, 880, 830, 760]])
    func orderedIsRegular(pattern: [Double]) {
        let intervals = (0..<36).map { pattern[$0 % pattern.count] }
        #expect(reading(intervals).rhythm == .regular)
        #expect(reading(intervals).score < 0.1)
    }

    @Test("Missed beats and T waves taken for beats do not make a steady rhythm irregular")
    func detectorErrors() {
        var intervals = sinus()
        intervals[5] += intervals.remove(at: 6)
        intervals[20] += intervals.remove(at: 21)
        let split = intervals[12]
        intervals[12] = 0.38 * split
        intervals.insert(0.62 * split, at: 13)
        let reading = reading(intervals)
        #expect(reading.rhythm == .regular)
        #expect(reading.score < 0.1)
    }

    @Test("Premature beats and their pauses rank far below fibrillation", arguments: [3, 5, 7])
    func ranking(step: Int) {
        var ectopic = sinus()
        for index in stride(from: 4, to: 30, by: step) {
            ectopic[index] -= 300
            ectopic[index + 1] += 300
        }
        #expect(reading(ectopic).score < 0.1)
        #expect(reading(fibrillation()).score > 0.8)
    }

    @Test("Intervals that scatter like noise are not judged")
    func noise() {
        var numbers = Numbers(state: 3)
        let intervals = (0..<50).map { _ in
            let share = numbers.next()
            return 220 + 1800 * share * share * share
        }
        #expect(reading(intervals) == RhythmReading(rhythm: .unknown, score: 0, beats: 50))
    }

    @Test("Too few usable intervals are not judged", arguments: 0..<10)
    func tooFew(count: Int) {
        #expect(reading(fibrillation(count)) == RhythmReading(rhythm: .unknown, score: 0, beats: count))
        #expect(reading(fibrillation(count) + [.nan, 0]).rhythm == .unknown)
    }

    @Test(
        "Impossible intervals are left out",
        arguments: [.nan, .infinity, -.infinity, -800, 0, 0x1p60, .leastNonzeroMagnitude, .greatestFiniteMagnitude] as [Double])
    func impossible(interval: Double) {
        let good = sinus()
        let bad = Array(good[..<10]) + [interval] + Array(good[10...])
        #expect(reading(bad) == reading(good))
        #expect(reading(Array(repeating: interval, count: 300)).rhythm == .unknown)
        #expect(reading(good + Array(repeating: interval, count: 20)).rhythm == .unknown)
    }

    @Test("Scores lie between 0 and 1, whatever comes", arguments: 0..<200 as Range<UInt64>)
    func bounded(seed: UInt64) {
        var numbers = Numbers(state: seed)
        let count = Int(numbers.next() * 120)
        let spread = numbers.next() * 3500
        let intervals = (0..<count).map { _ in 100 + spread * numbers.next() }
        let reading = reading(intervals)
        #expect((0...1).contains(reading.score))
        #expect(reading.beats <= count)
        #expect(reading == self.reading(intervals))
    }

    @Test("Of a long record the beginning is judged")
    func long() {
        let long = fibrillation(ShortRecordRhythm.intervalsMax)
        #expect(reading(long + sinus(5000)) == reading(long))
    }

    @Test("The rate alone changes nothing", arguments: [0.6, 0.8, 1.25, 1.6])
    func scaled(factor: Double) {
        let intervals = fibrillation()
        let difference = reading(intervals).score - reading(intervals.map { $0 * factor }).score
        #expect(difference.magnitude < 1e-9)
    }
}
