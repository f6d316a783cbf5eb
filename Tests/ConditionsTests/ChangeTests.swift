import Conditions
import Testing
import Vitals

@Suite("Changes within a span")
struct ChangeTests {
    private static let day = 86_400.0

    @Test("A kilogram in a day and two in three days are conditions; the same in a month is none")
    func weight() {
        var feed = Feed()
        feed.values(.bodyWeight, [70, 70.2, 71.3], every: Self.day)
        #expect(feed.told == ["+weight_gain_day"])
        feed.values(.bodyWeight, [72.3], every: Self.day)
        #expect(feed.told == ["+weight_gain_day", "+weight_gain_three_days"])
        feed.values(.bodyWeight, [70, 70], every: Self.day)
        #expect(feed.told.count == 4)
        var slow = Feed()
        slow.values(.bodyWeight, (0..<30).map { 70 + Double($0) * 0.2 }, every: Self.day)
        #expect(slow.told == [])
    }

    @Test("What has stayed for the whole span is no change any more")
    func settles() {
        var feed = Feed()
        feed.values(.bodyWeight, [70, 71.2, 71.2, 71.2, 71.2, 71.2], every: Self.day)
        #expect(feed.told == ["+weight_gain_day", "-weight_gain_day"])
    }

    @Test("Stepping on a scale twice is one weighing")
    func twice() {
        var feed = Feed()
        feed.values(.bodyWeight, [70, 71.5, 70, 71.5], every: 60)
        #expect(feed.told == [])
    }

    @Test("A pressure that falls by 20 within minutes is told, and its base with it")
    func drop() {
        var feed = Feed()
        feed.values(.systolicPressure, [140, 118], every: 120)
        #expect(feed.told == ["+pressure_drop"])
        #expect(feed.changes.first?.evidence.value(Evidence.baseline) == 140)
        feed.values(.systolicPressure, [138], every: 120)
        #expect(feed.told == ["+pressure_drop", "-pressure_drop"])
    }
}
