import Foundation
import HeartRhythm
import TestSupport
import Testing

@Suite("Irregular rhythm from intervals")
struct IrregularRhythmDetectorTests {
    /// The readings after each of the intervals.
    private func readings(_ intervals: [Double]) -> [RhythmReading] {
        var detector = IrregularRhythmDetector()
        return intervals.map { detector.add(rr: $0) }
    }

    private func irregular(_ count: Int, seed: UInt64) -> [Double] {
        var generator = SeededGenerator(seed: seed)
        return (0..<count).map { _ in Double(Int.random(in: 350...1100, using: &generator)) }
    }

    @Test("The rhythm is unknown until there are enough beats")
    func startsUnknown() {
        let readings = readings(Array(repeating: 800, count: 60))
        // The first two beats end no word.
        let first = IrregularRhythmDetector.usableMin + 1
        #expect(readings[..<first].allSatisfy { $0.rhythm == .unknown && $0.score == 0 })
        #expect(readings[first...].allSatisfy { $0.rhythm == .regular })
        #expect(readings[first].beats == IrregularRhythmDetector.usableMin)
    }

    @Test("Ordered rhythms are regular", arguments: [[800.0], [333, 1000], [600, 600, 1100], [790, 800, 810, 800]])
    func orderedIsRegular(pattern: [Double]) {
        let intervals = (0..<300).map { pattern[$0 % pattern.count] }
        #expect(readings(intervals).allSatisfy { $0.rhythm != .irregular && $0.score < 0.5 })
    }

    @Test("Random intervals are irregular", arguments: 0..<20)
    func disorderIsIrregular(seed: UInt64) throws {
        let last = try #require(readings(irregular(200, seed: seed)).last)
        #expect(last.rhythm == .irregular)
        #expect(last.beats == IrregularRhythmDetector.windowBeats)
    }

    @Test("One early beat in ten does not make a rhythm irregular")
    func ectopicBeats() {
        let intervals = (0..<600).map { [550.0, 1050, 800, 800, 800, 800, 800, 800, 800, 800][$0 % 10] }
        #expect(readings(intervals).allSatisfy { $0.rhythm != .irregular })
    }

    @Test("An unusable interval breaks words and is never counted", arguments: [.nan, 0, -800, 199, 3001, 1e300, .infinity, -.infinity])
    func unusableIntervals(interval: Double) {
        var detector = IrregularRhythmDetector()
        for _ in 0..<100 { _ = detector.add(rr: 800) }
        #expect(detector.add(rr: interval).beats == IrregularRhythmDetector.windowBeats - 1)
        #expect(detector.add(rr: 800).beats == IrregularRhythmDetector.windowBeats - 2)
        #expect(detector.add(rr: 800).beats == IrregularRhythmDetector.windowBeats - 3)
        #expect(detector.add(rr: 800) == RhythmReading(rhythm: .regular, score: 0, beats: IrregularRhythmDetector.windowBeats - 3))
        for _ in 0..<100 { #expect(detector.add(rr: interval).score.isFinite) }
        #expect(detector.reading == .none)
    }

    @Test("Too many unusable beats are refused, however irregular the rest")
    func refusesBadSignal() {
        let intervals = irregular(600, seed: 3).enumerated().map { $0.offset % 10 == 0 ? 0 : $0.element }
        #expect(readings(intervals).allSatisfy { $0.rhythm == .unknown })
    }

    @Test("Intervals across an interruption are not neighbours")
    func interruption() {
        var detector = IrregularRhythmDetector()
        for _ in 0..<100 { _ = detector.add(rr: 800) }
        detector.interrupt()
        #expect(detector.add(rr: 600).beats == IrregularRhythmDetector.windowBeats - 1)
        #expect(detector.add(rr: 600).beats == IrregularRhythmDetector.windowBeats - 2)
        #expect(detector.add(rr: 600).beats == IrregularRhythmDetector.windowBeats - 2)
        // Two words in all, 800-800-800 and 600-600-600: none mixes both sides.
        #expect(detector.reading.score > 0)
        for _ in 0..<IrregularRhythmDetector.windowBeats { _ = detector.add(rr: 600) }
        #expect(detector.reading == RhythmReading(rhythm: .regular, score: 0, beats: IrregularRhythmDetector.windowBeats))
    }

    @Test("Every reading is what the published formula gives for the latest words", arguments: 0..<20)
    func matchesFormula(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var detector = IrregularRhythmDetector()
        var words: [[Int]?] = []
        var symbols: [Int] = []
        for _ in 0..<400 {
            if Int.random(in: 0..<50, using: &generator) == 0 {
                detector.interrupt()
                symbols = []
            }
            let interval = Double.random(in: Bool.random(using: &generator) ? 780...820 : 150...1500, using: &generator)
            let reading = detector.add(rr: interval)
            symbols = interval < 200 ? [] : symbols.suffix(2) + [Int((60_000 / interval / 5).rounded(.down))]
            words.append(symbols.count == 3 ? symbols : nil)
            let window = words.suffix(IrregularRhythmDetector.windowBeats).compactMap { $0 }
            #expect(reading.beats == window.count)
            guard window.count >= IrregularRhythmDetector.usableMin else {
                #expect(reading.rhythm == .unknown)
                continue
            }
            let size = Double(window.count)
            let counts = Dictionary(window.map { ($0, 1.0) }, uniquingKeysWith: +).values
            let entropy = -counts.reduce(0) { $0 + $1 / size * log($1 / size) }
            #expect(abs(reading.score - Double(counts.count) / (size * log(size)) * entropy) < 1e-9)
        }
    }

    @Test("A detector that was stored and read back goes on as if nothing had been", arguments: 0..<20)
    func snapshot(seed: UInt64) throws {
        let intervals = irregular(150, seed: seed)
        var detector = IrregularRhythmDetector()
        for interval in intervals.prefix(Int(seed) * 7) { _ = detector.add(rr: interval) }
        var restored = try JSONDecoder().decode(IrregularRhythmDetector.self, from: JSONEncoder().encode(detector))
        #expect(restored == detector)
        for interval in intervals { #expect(restored.add(rr: interval) == detector.add(rr: interval)) }
        #expect(restored == detector)
    }

    @Test(
        "A stored window that cannot be is refused",
        arguments: [
            #"{"window":{"words":[1,2],"next":1}}"#, #"{"window":{"words":[1,2],"next":-1}}"#, #"{"window":{"words":[-1],"next":0}}"#,
            #"{"window":{"words":["# + Array(repeating: "1", count: 64).joined(separator: ",") + #"],"next":0}}"#,
            #"{"window":{"words":["# + Array(repeating: "1", count: 63).joined(separator: ",") + #"],"next":63}}"#,
        ])
    func badSnapshot(json: String) {
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(IrregularRhythmDetector.self, from: Data(json.utf8)) }
    }
}
