import Conditions
import Foundation
import TestSupport
import Testing
import Vitals

@Suite("Unusual values of any series")
struct SeriesTests {
    /// Two weeks of a room's temperature every five minutes, with a day and its noise.
    private func room(days: Int, seed: UInt64 = 1) -> [Double] {
        var generator = SeededGenerator(seed: seed)
        return (0..<days * 288).map { step in
            20 + (step % 288 < 144 ? 2.0 : 0) + Double.random(in: -0.3...0.3, using: &generator)
        }
    }

    @Test("A quiet fortnight is quiet, and a jump is seen at once")
    func jump() {
        var detector = SeriesAnomalyDetector()
        var values = room(days: 14)
        for index in 13 * 288..<13 * 288 + 20 { values[index] += 12 }
        let scores = values.enumerated().map { detector.add($1, at: Double($0) * 300).score }
        #expect(scores[..<(13 * 288)].count { $0 >= SeriesAnomalyDetector.scoreMin } <= 3)
        #expect(scores[13 * 288] >= SeriesAnomalyDetector.scoreMin)
    }

    @Test("Stored and read back, it says the same; no input traps it")
    func snapshots() throws {
        var detector = SeriesAnomalyDetector()
        let strange = [Double.nan, .infinity, -.infinity, 1e308, -1e308, 0, .leastNonzeroMagnitude, 20]
        for (index, value) in (room(days: 2) + strange + strange).enumerated() {
            if index.isMultiple(of: 101) {
                #expect(try JSONDecoder().decode(SeriesAnomalyDetector.self, from: JSONEncoder().encode(detector)) == detector)
            }
            let reading = detector.add(value, at: index.isMultiple(of: 7) ? .nan : Double(index) * 300)
            #expect((0...1).contains(reading.score))
        }
    }

    @Test("A person's room is watched too, and the condition ends")
    func monitored() {
        var feed = Feed()
        var values = room(days: 14)
        for index in 13 * 288..<13 * 288 + 20 { values[index] += 12 }
        feed.values(.ambientTemperature, values, every: 300)
        #expect(feed.told.contains("+unusual_series") && feed.told.last == "-unusual_series")
        #expect(feed.changes.first { $0.at >= Feed.at(13 * 86_400) }?.evidence.value(Evidence.baseline) != nil)
    }
}
