import Conditions
import Testing
import Vitals

@Suite("Pauses of the heart")
struct PauseTests {
    /// Fed as the device told them: what is beyond the plausible range comes marked.
    private func told(_ intervals: [Double]) -> [String] {
        var feed = Feed()
        for interval in intervals {
            let quality: ObservationQuality = Metric.rrInterval.plausible.contains(interval) ? .good : .implausible
            feed.beats([interval], quality: quality)
        }
        return feed.told.filter { $0.hasSuffix("pause") }
    }

    private let even = Array(repeating: 900.0, count: 8)

    @Test("3 s and more between even beats are one, three beats later; a minute without another ends it", arguments: [3000.0, 3150, 3950])
    func pause(interval: Double) {
        #expect(told(even + [interval, 910, 890]) == [])
        #expect(told(even + [interval, 910, 890, 905]) == ["+pause"])
        #expect(told(even + [interval] + Array(repeating: 900, count: 80)) == ["+pause", "-pause"])
    }

    @Test("It began with the long interval, and shows the beats before")
    func evidence() throws {
        var feed = Feed()
        feed.beats(even)
        feed.beats([3150], quality: .implausible)
        let end = feed.now
        feed.beats([910, 890, 905])
        let pause = try #require(feed.changes.first)
        #expect(pause.since == end)
        #expect(pause.evidence.value(Evidence.duration) == 3.15)
        #expect(pause.evidence.value(Evidence.baseline) == 900)
        #expect(pause.evidence.last?.series == even)
    }

    @Test(
        "Missed beats, short ones, and silences of many beats are none",
        arguments: [2999.0, 3600, 3560, 4500, 5000, 9000, 60_000])
    func missed(interval: Double) {
        #expect(told(even + [interval] + even) == [])
    }

    @Test("No number is a pause that is no interval", arguments: [.nan, .infinity, -.infinity, 0, -3150, 0x1p60])
    func nonsense(interval: Double) {
        var detector = PauseDetector()
        for value in even + [interval] + even { #expect(detector.add(rr: value, at: Feed.start) == nil) }
    }

    @Test(
        "Among uneven beats, and before or after lost ones, nothing is a pause",
        arguments: [
            [900.0, 900, 500, 900, 1300, 900, 900, 900, 3150, 900, 900, 900], [900, 900, 3150, 900, 900, 900],
            Array(repeating: 900, count: 8) + [3150, 900, 500, 900, 900, 900],
            Array(repeating: 900, count: 8) + [3150, 900, 0, 900, 900, 900],
            Array(repeating: 900, count: 8) + [3150, 3150, 900, 900, 900],
        ])
    func poorSignal(intervals: [Double]) {
        #expect(told(intervals) == [])
    }
}
