import Conditions
import TestSupport
import Testing
import Vitals

@Suite("Series of a person that have no limits")
struct SeriesMonitorTests {
    /// Two weeks of a room's temperature every five minutes, with a day and its noise.
    private func room(days: Int, seed: UInt64 = 1) -> [Double] {
        var generator = SeededGenerator(seed: seed)
        return (0..<days * 288).map { step in
            20 + (step % 288 < 144 ? 2.0 : 0) + Double.random(in: -0.3...0.3, using: &generator)
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
