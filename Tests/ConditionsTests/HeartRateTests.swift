import Conditions
import Testing
import Vitals

@Suite("Heart rate too high or too low")
struct HeartRateTests {
    @Test("A heart rate beyond its limit for a minute is a condition", arguments: [(134.0, "heart_rate_high"), (36, "heart_rate_low")])
    func raised(rate: Double, kind: String) throws {
        var feed = Feed()
        feed.heartRate(80, for: 30)
        feed.heartRate(rate, for: 60)
        #expect(feed.told == [])
        feed.heartRate(rate, for: 1)
        #expect(feed.told == ["+" + kind])
        let change = try #require(feed.changes.first)
        #expect(change.since == Feed.at(31))
        #expect(change.at == Feed.at(91))
        #expect(change.evidence.value(Evidence.heartRate) == rate)
        #expect(change.evidence.value(Evidence.limit) == (rate > 100 ? 120 : 40))
        #expect(change.evidence.value(Evidence.duration) == 60)
        feed.heartRate(rate, for: 600)
        #expect(feed.changes.count == 1)
    }

    @Test("A single value inside the limit begins the delay anew")
    func interrupted() {
        var feed = Feed()
        for _ in 0..<10 {
            feed.heartRate(150, for: 59)
            feed.heartRate(120, for: 1)
        }
        #expect(feed.told == [])
    }

    @Test("A gap in the evidence begins the delay anew")
    func gap() {
        var feed = Feed()
        feed.heartRate(150, for: 50)
        feed.silence(30)
        feed.heartRate(150, for: 60)
        #expect(feed.told == [])
        feed.heartRate(150, for: 1)
        #expect(feed.told == ["+heart_rate_high"])
    }

    @Test("It ends only well inside the limit, and not at once")
    func hysteresis() {
        var feed = Feed()
        feed.heartRate(150, for: 61)
        feed.heartRate(116, for: 300)
        feed.heartRate(115, for: 15)
        #expect(feed.told == ["+heart_rate_high"])
        feed.heartRate(118, for: 1)
        feed.heartRate(110, for: 15)
        #expect(feed.told == ["+heart_rate_high"])
        feed.heartRate(110, for: 1)
        #expect(feed.told == ["+heart_rate_high", "-heart_rate_high"])
        feed.heartRate(150, for: 61)
        #expect(feed.told == ["+heart_rate_high", "-heart_rate_high", "+heart_rate_high"])
    }

    @Test("Silence is no evidence that it ended")
    func silenceKeeps() {
        var feed = Feed()
        feed.heartRate(150, for: 61)
        feed.silence(100_000)
        feed.heartRate(80, for: 15)
        #expect(feed.told == ["+heart_rate_high"])
        feed.heartRate(80, for: 1)
        #expect(feed.told == ["+heart_rate_high", "-heart_rate_high"])
    }

    @Test("Values without contact, implausible or not numbers never count", arguments: [0, -1, 301, 1e300, .infinity, -.infinity, .nan])
    func untrusted(rate: Double) {
        var feed = Feed()
        feed.heartRate(rate, for: 120)
        feed.heartRate(150, for: 120, quality: .noContact)
        feed.heartRate(150, for: 120, quality: .implausible)
        #expect(feed.told.filter { $0.contains("heart_rate") } == [])
    }

    @Test("Untrusted values between trusted ones neither raise nor prevent")
    func untrustedBetween() {
        var feed = Feed()
        for _ in 0..<30 {
            feed.heartRate(150, for: 1)
            feed.heartRate(0, for: 1, quality: .noContact)
        }
        feed.heartRate(150, for: 1)
        #expect(feed.told == ["+heart_rate_high"])
    }

    @Test("Intervals alone will do", arguments: [(400.0, "+heart_rate_high"), (1700, "+heart_rate_low")])
    func fromIntervals(interval: Double, told: String) throws {
        var feed = Feed()
        feed.beats(Array(repeating: interval, count: Int(60_000 / interval)))
        #expect(feed.told == [])
        feed.beats(Array(repeating: interval, count: 120))
        #expect(feed.told == [told])
        let rate = try #require(feed.changes.first?.evidence.value(Evidence.heartRate))
        #expect(abs(rate - 60_000 / interval) < 1e-9)
    }

    @Test("A reported heart rate is preferred to intervals")
    func reportedPreferred() {
        var feed = Feed()
        for _ in 0..<100 {
            feed.heartRate(150, for: 1)
            feed.beats([800])
        }
        #expect(feed.told == ["+heart_rate_high"])
    }

    @Test("Limits are the person's own, and can change")
    func ownLimits() {
        var feed = Feed()
        var limits = MonitorLimits.standard
        limits.heartRateMax = 160
        limits.heartRateDelay = .seconds(10)
        feed.monitor.limits = limits
        feed.heartRate(150, for: 60)
        #expect(feed.told == [])
        feed.heartRate(161, for: 11)
        #expect(feed.told == ["+heart_rate_high"])
    }
}
