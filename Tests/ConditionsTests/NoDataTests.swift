import Conditions
import HeartRhythm
import Testing
import Vitals

@Suite("No data")
struct NoDataTests {
    @Test("Who never sent anything raises nothing")
    func neverHeard() {
        var feed = Feed()
        for _ in 0..<100 {
            feed.silence(60)
            feed.tick()
        }
        #expect(feed.told == [])
        #expect(feed.monitor.lastObservation == nil)
    }

    @Test("Silence is raised by time alone, once, and ended by the next observation")
    func raisedAndCleared() throws {
        var feed = Feed()
        feed.heartRate(80, for: 10)
        for _ in 0..<29 {
            feed.silence(1)
            feed.tick()
        }
        #expect(feed.told == [])
        feed.silence(1)
        feed.tick()
        #expect(feed.told == ["+no_data"])
        let raised = try #require(feed.changes.first)
        #expect(raised.since == Feed.at(10))
        #expect(raised.at == Feed.at(40))
        #expect(raised.evidence.value(Evidence.duration) == 30)
        #expect(raised.evidence.value(Evidence.limit) == 30)
        feed.silence(100)
        feed.tick()
        feed.heartRate(80, for: 5)
        #expect(feed.told == ["+no_data", "-no_data"])
        let cleared = try #require(feed.changes.last)
        #expect(cleared.at == Feed.at(141))
        #expect(cleared.evidence.value(Evidence.duration) == 131)
    }

    @Test("Any observation of a stream is a sign of life, trusted or not", arguments: [Metric.heartRate, .rrInterval, .skinContact])
    func anyMetric(metric: Metric) {
        var feed = Feed()
        feed.changes += feed.monitor.observe(Feed.observation(metric, 0, at: feed.now, quality: .noContact), received: feed.now)
        feed.silence(29)
        feed.changes += feed.monitor.observe(Feed.observation(metric, -5, at: feed.now, quality: .implausible), received: feed.now)
        feed.silence(29)
        feed.tick()
        #expect(feed.told == [])
        feed.silence(1)
        feed.tick()
        #expect(feed.told == ["+no_data"])
    }

    @Test(
        "A cuff or a meter may be silent, and does not speak for a strap",
        arguments: [Metric.systolicPressure, .bloodGlucose, .batteryLevel])
    func spotMeasurements(metric: Metric) {
        var feed = Feed()
        feed.changes += feed.monitor.observe(Feed.observation(metric, 100, at: feed.now), received: feed.now)
        feed.silence(600)
        feed.tick()
        #expect(feed.told == [])
        feed.heartRate(80, for: 2)
        feed.silence(40)
        feed.tick()
        feed.changes += feed.monitor.observe(Feed.observation(metric, 100, at: feed.now), received: feed.now)
        #expect(feed.told == ["+no_data"])
    }

    @Test("A backlog that arrives late does not end the silence again and again")
    func backlog() {
        var feed = Feed()
        feed.heartRate(80, for: 10)
        feed.silence(600)
        feed.tick()
        let arrival = feed.seconds
        for second in 11..<Int(arrival) {
            let late = Feed.observation(.heartRate, 80, at: Feed.at(Double(second)))
            feed.changes += feed.monitor.observe(late, received: feed.now)
            feed.changes += feed.monitor.tick(at: Feed.at(arrival + Double(second) / 1000))
        }
        #expect(feed.told == ["+no_data", "-no_data"])
    }

    @Test("A value from the future does not hide the silence after it")
    func future() {
        var feed = Feed()
        feed.heartRate(80, for: 10)
        feed.tick()
        _ = feed.monitor.observe(Feed.observation(.heartRate, 80, at: Feed.at(1e9)), received: feed.now)
        feed.tick()
        feed.silence(30)
        feed.tick()
        #expect(feed.told == ["+no_data"])
    }

    @Test("A value from the future does not lock out those that follow")
    func futureDoesNotLockOut() {
        var feed = Feed()
        feed.heartRate(80, for: 10)
        feed.tick()
        for metric in [Metric.heartRate, .rrInterval] {
            _ = feed.monitor.observe(Feed.observation(metric, 80, at: Feed.at(1e9)), received: feed.now)
        }
        feed.heartRate(150, for: 61)
        #expect(feed.told == ["+heart_rate_high"])
        feed.beats(Array(repeating: 800, count: 60))
        #expect(feed.monitor.rhythm.rhythm == .regular)
        #expect(feed.monitor.lastObservation == feed.now)
    }
}
