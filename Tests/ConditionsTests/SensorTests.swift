import Conditions
import Testing
import Vitals

@Suite("Sensors that fail")
struct SensorTests {
    @Test("Without skin for a minute is a condition, ten seconds with skin its end")
    func contact() {
        var feed = Feed()
        feed.values(.skinContact, Array(repeating: 0, count: 30) + [1] + Array(repeating: 0, count: 60), every: 1)
        #expect(feed.told == [])
        feed.values(.skinContact, [0], every: 1)
        #expect(feed.told == ["+no_skin_contact"])
        feed.values(.skinContact, Array(repeating: 1, count: 11), every: 1)
        #expect(feed.told == ["+no_skin_contact", "-no_skin_contact"])
    }

    @Test("A strap that mostly reports nonsense is told, one that sometimes does is not")
    func implausible() {
        var feed = Feed()
        feed.values(.heartRate, (0..<600).map { $0 % 5 == 0 ? 0.0 : 70 }, every: 1)
        #expect(feed.told == [])
        feed.values(.heartRate, Array(repeating: 0, count: 150), every: 1)
        #expect(feed.told == ["+implausible_values"])
        feed.values(.heartRate, (0..<200).map { 70 + Double($0 % 3) }, every: 1)
        #expect(feed.told == ["+implausible_values", "-implausible_values"])
    }

    @Test("Intervals that never change are a sensor that hangs")
    func frozen() {
        var feed = Feed()
        feed.beats(Array(repeating: 800, count: 599))
        #expect(feed.told == [])
        feed.beats([800, 800])
        #expect(feed.told == ["+frozen_values"])
        feed.beats([805])
        #expect(feed.told == ["+frozen_values", "-frozen_values"])
    }

    @Test("A value from the future is a clock that is wrong, until a minute of right ones")
    func ahead() {
        var feed = Feed()
        let future = Feed.observation(.heartRate, 70, at: Feed.at(100_000))
        feed.changes += feed.monitor.observeAhead(future, received: feed.now)
        #expect(feed.told == ["+clock_fault"])
        feed.heartRate(70, for: 62)
        #expect(feed.told == ["+clock_fault", "-clock_fault"])
    }

    @Test("Beats of which half are unusable say nothing of the rhythm, and that is told")
    func poorSignal() {
        var feed = Feed()
        for index in 0..<800 { feed.beats([index % 2 == 0 ? 800 : 810], quality: index % 3 == 0 ? .noContact : .good) }
        #expect(feed.told.filter { $0.hasSuffix("poor_signal") } == ["+poor_signal"])
        for index in 0..<400 { feed.beats([800 + Double(index % 5)]) }
        #expect(feed.told.filter { $0.hasSuffix("poor_signal") } == ["+poor_signal", "-poor_signal"])
    }
}
