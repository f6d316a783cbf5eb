import Conditions
import Testing
import Vitals

@Suite("Oxygen in the night")
struct NightTests {
    /// A second's values of a night in which oxygen falls by `depth` for `length` seconds, `perHour` times an hour.
    private func night(hours: Int, perHour: Int, depth: Double, length: Int = 20) -> [Double] {
        (0..<hours * 3600).map { second in
            let period = 3600 / max(perHour, 1)
            return perHour > 0 && second % period < length ? 96 - depth : 96
        }
    }

    @Test("Thirty falls an hour are told when the recording has ended, with their number")
    func many() throws {
        var feed = Feed()
        feed.values(.oxygenSaturation, night(hours: 5, perHour: 30, depth: 4), every: 1)
        feed.tick()
        #expect(feed.told == [])
        feed.silence(1900)
        feed.tick()
        let change = try #require(feed.changes.first { $0.kind == .sleepDesaturation })
        let index = try #require(change.evidence.value(Evidence.index))
        #expect(abs(index - 30) < 0.5)
    }

    @Test(
        "Shallow, short or few falls, and half a night, say nothing",
        arguments: [(5, 30, 2.0, 20), (5, 30, 4, 5), (5, 10, 4, 20), (3, 30, 4, 20)])
    func few(hours: Int, perHour: Int, depth: Double, length: Int) {
        var feed = Feed()
        feed.values(.oxygenSaturation, night(hours: hours, perHour: perHour, depth: depth, length: length), every: 1)
        feed.silence(1900)
        feed.tick()
        #expect(feed.told == [])
    }
}
