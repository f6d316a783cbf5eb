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

    private let regular = [900.0, 910, 890, 905, 895, 900, 910, 900]

    @Test(
        "An interval of 3 s and more after regular beats is one, and a minute without another ends it", arguments: [3150.0, 4000.0, 9450.0])
    func pause(interval: Double) {
        #expect(told(regular + [interval] + regular) == ["+pause"])
        #expect(told(regular + [interval] + Array(repeating: 900, count: 80)) == ["+pause", "-pause"])
    }

    @Test(
        "Missed beats, a noisy strap, a strap that was taken off and a first beat are none",
        arguments: [
            [900.0, 910, 890, 905, 895, 900, 910, 900, 3600, 900], [900, 910, 890, 905, 895, 900, 910, 900, 2900, 900],
            [900, 600, 1400, 905, 500, 1300, 910, 900, 3200, 900], [900, 910, 890, 905, 895, 900, 910, 900, 60_000, 900], [3200, 900, 900],
        ] as [[Double]])
    func none(intervals: [Double]) {
        #expect(told(intervals) == [])
    }
}
