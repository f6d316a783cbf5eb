import Conditions
import Testing
import Vitals

@Suite("The early warning score")
struct EarlyWarningTests {
    @Test("Signs that are harmless each add up, and what is missing is named")
    func adds() throws {
        var feed = Feed()
        feed.values(.bodyTemperature, [38.5], every: 1)
        for _ in 0..<400 {
            feed.values(.respiratoryRate, [23], every: 0.5)
            feed.values(.heartRate, [115], every: 0.5)
        }
        let change = try #require(feed.changes.first { $0.kind == .earlyWarning })
        #expect(change.evidence.value(Evidence.score) == 5)
        #expect(change.evidence.value("points_respiratory_rate") == 2)
        #expect(change.evidence.value("points_heart_rate") == 2)
        #expect(change.evidence.value("points_body_temperature") == 1)
        #expect(change.evidence.value("missing_systolic_pressure") == 1 && change.evidence.value("missing_consciousness") == 1)
    }

    @Test("A pulse alone is no score, nor is one of a person who runs")
    func alone() {
        var feed = Feed()
        feed.monitor.limits.heartRateMax = 300
        feed.values(.heartRate, Array(repeating: 140, count: 1000), every: 1)
        #expect(feed.told == [])
    }
}
