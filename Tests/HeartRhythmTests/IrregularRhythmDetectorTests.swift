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
        let readings = readings(Array(repeating: 800, count: 120))
        #expect(readings[..<IrregularRhythmDetector.lookAheadBeats].allSatisfy { $0.rhythm == .unknown && $0.score == 0 })
        #expect(readings[80...].allSatisfy { $0.rhythm == .regular && $0.score < 0.5 })
    }

    @Test("Ordered rhythms are regular", arguments: [[800.0], [333, 1000], [600, 600, 1100], [790, 800, 810, 800]])
    func orderedIsRegular(pattern: [Double]) {
        let intervals = (0..<300).map { pattern[$0 % pattern.count] }
        #expect(readings(intervals).allSatisfy { $0.rhythm != .irregular && $0.score < 0.5 })
    }

    @Test("Random intervals are irregular", arguments: 0..<20)
    func disorderIsIrregular(seed: UInt64) throws {
        let last = try #require(readings(irregular(200, seed: seed)).last)
        #expect(last.rhythm == .irregular && last.score > 0.9)
    }

    @Test("One early beat in ten does not make a rhythm irregular")
    func ectopicBeats() {
        let intervals = (0..<600).map { [550.0, 1050, 800, 800, 800, 800, 800, 800, 800, 800][$0 % 10] }
        #expect(readings(intervals).allSatisfy { $0.rhythm != .irregular })
    }

    @Test(
        "An unusable interval is never counted, and none makes a reading infinite",
        arguments: [.nan, 0, -800, 199, 3001, 1e300, .infinity, -.infinity])
    func unusableIntervals(interval: Double) {
        var detector = IrregularRhythmDetector()
        for _ in 0..<150 { _ = detector.add(rr: 800) }
        let before = detector.reading.beats
        for _ in 0..<3 { #expect(detector.add(rr: interval).rhythm == .regular) }
        #expect(detector.add(rr: 800).beats == before - 3)
        for _ in 0..<150 { #expect(detector.add(rr: interval).score.isFinite) }
        #expect(detector.reading == .none)
    }

    @Test("A signal of which every third beat is unusable is refused, however irregular the rest")
    func refusesBadSignal() {
        let intervals = irregular(600, seed: 3).enumerated().map { $0.offset % 3 == 0 ? 0 : $0.element }
        #expect(readings(intervals).allSatisfy { $0.rhythm == .unknown })
    }

    @Test("Beats that are lost now and then make no irregular rhythm")
    func interruptions() {
        var detector = IrregularRhythmDetector()
        for round in 0..<40 {
            for _ in 0..<30 { #expect(detector.add(rr: round.isMultiple(of: 2) ? 800 : 650).rhythm != .irregular) }
            detector.interrupt()
        }
        #expect(detector.reading.rhythm == .regular)
    }

    @Test(
        "Early beats in fixed coupling, and block with a fixed ratio, are regular",
        arguments: [
            [520.0, 1080, 800, 520, 1080], [500, 1000], [430, 430, 860], [800, 800, 450, 1150, 800, 450, 1150],
        ])
    func groups(pattern: [Double]) {
        var generator = SeededGenerator(seed: 2)
        let intervals = (0..<600).map { pattern[$0 % pattern.count] + Double.random(in: -8...8, using: &generator) }
        #expect(readings(intervals).allSatisfy { $0.rhythm != .irregular })
    }

    @Test("Breathing and a start of exercise are regular")
    func breathing() {
        var seconds = 0.0
        let breathing = (0..<600).map { beat in
            seconds += 0.9
            return 900 + 90 * sin(Double(beat) * 2 * .pi / 5) + 30 * sin(seconds / 40)
        }
        #expect(readings(breathing).allSatisfy { $0.rhythm != .irregular })
        let exercise = (0..<600).map { 900 - 500 * (1 - exp(-Double(max(0, $0 - 200)) / 60)) }
        #expect(readings(exercise).allSatisfy { $0.rhythm != .irregular })
    }

    @Test("The last beats of a recording have their readings too", arguments: [0, 5, 39, 40, 400])
    func rest(count: Int) {
        var detector = IrregularRhythmDetector()
        for interval in irregular(count, seed: 1) { _ = detector.add(rr: interval) }
        let rest = detector.rest(of: min(count, IrregularRhythmDetector.lookAheadBeats))
        #expect(rest.count == min(count, IrregularRhythmDetector.lookAheadBeats))
        if count == 400 { #expect(rest.allSatisfy { $0.rhythm == .irregular }) }
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

    @Test("A stored state that cannot be is refused", arguments: ["{}", #"{"intervals":[1]}"#, "[]"])
    func badSnapshot(json: String) {
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(IrregularRhythmDetector.self, from: Data(json.utf8)) }
    }
}
