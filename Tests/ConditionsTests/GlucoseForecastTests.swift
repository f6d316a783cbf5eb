import Conditions
import TestSupport
import Testing
import Vitals

@Suite("Glucose on the way to low")
struct GlucoseForecastTests {
    @Test("A steady fall is told about half an hour before it is too low, and ends when it is")
    func fall() throws {
        var feed = Feed()
        feed.values(.interstitialGlucose, [160, 160, 160, 160], every: 300)
        feed.values(.interstitialGlucose, (1...20).map { 160 - Double($0) * 10 }, every: 300)
        let warned = try #require(feed.changes.first { $0.kind == .glucoseLowExpected })
        let low = try #require(feed.changes.first { $0.kind == .glucoseLow })
        #expect((1200...2400).contains((low.since - warned.at) / .seconds(1)))
        #expect(feed.monitor.present.contains(.glucoseLowExpected) == false)
    }

    @Test("A level with the noise of a sensor warns of nothing")
    func noise() {
        var generator = SeededGenerator(seed: 3)
        var feed = Feed()
        feed.values(.interstitialGlucose, (0..<2000).map { _ in 105 + Double.random(in: -4...4, using: &generator) }, every: 300)
        #expect(feed.told == [])
    }
}
