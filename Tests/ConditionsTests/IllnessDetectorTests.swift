// A healthy person is left alone, an ill one is not, and no input does lasting harm.

import Conditions
import Foundation
import Testing

@Suite("Illness detector")
struct IllnessDetectorTests {
    /// A quiet person: 60 bpm and a ripple of one beat.
    static func usual(_ day: Int, rise: Double = 0) -> DailyMeasures {
        let ripple = Double((day * 7 + 700) % 5) / 2 - 1
        return DailyMeasures(
            day: day, restingHeartRate: 60 + ripple + rise, meanHeartRate: 75 - ripple + rise, breathingRate: 14 + ripple / 10 + rise / 5,
            skinTemperature: 33 + ripple / 10 + rise / 11, steps: (8000 + 500 * ripple) * (1 - 0.06 * rise))
    }

    static func detector(days: Range<Int>) -> IllnessDetector {
        var detector = IllnessDetector()
        for day in days { _ = detector.add(usual(day)) }
        return detector
    }

    @Test("Says nothing of the first week, and nothing alarming of a quiet year")
    func quiet() {
        var detector = IllnessDetector()
        for day in 0..<365 {
            let reading = detector.add(Self.usual(day))
            #expect((reading == nil) == (day < 9))
            #expect(reading.map { $0.alert == .none } ?? true)
        }
    }

    @Test("An illness of five beats is found within four days and is over when it is over")
    func illness() throws {
        var detector = Self.detector(days: 0..<40)
        let course = [1.7, 3.3, 5, 5, 5, 5, 3.7, 2.5, 1.2].enumerated().map { detector.add(Self.usual(40 + $0, rise: $1))?.alert }
        let first = try #require(course.firstIndex { $0 != IllnessAlert.none })
        #expect(first <= 3)
        let after = (49..<60).map { detector.add(Self.usual($0))?.alert }
        #expect(after.suffix(8).allSatisfy { $0 == IllnessAlert.none })
    }

    @Test("One bad night is no illness")
    func badNight() {
        var detector = Self.detector(days: 0..<40)
        #expect(detector.add(Self.usual(40, rise: 15))?.alert == IllnessAlert.none)
    }

    @Test("The resting heart rate alone is enough")
    func alone() {
        var detector = IllnessDetector()
        var alerts: [IllnessAlert] = []
        for day in 0..<50 {
            let rate = Self.usual(day, rise: day >= 40 ? 8 : 0).restingHeartRate
            if let reading = detector.add(DailyMeasures(day: day, restingHeartRate: rate)) { alerts.append(reading.alert) }
        }
        #expect(alerts.prefix(31).allSatisfy { $0 == .none })
        #expect(alerts.contains(.red))
    }

    @Test("Few steps and a warm skin without a raised resting heart rate are no illness")
    func withoutHeart() {
        var detector = Self.detector(days: 0..<40)
        for day in 40..<50 {
            var measures = Self.usual(day)
            measures.steps = 900
            measures.skinTemperature = 35
            measures.breathingRate = 18
            measures.meanHeartRate = 95
            #expect(detector.add(measures)?.alert == IllnessAlert.none)
        }
    }

    @Test("A new level is usual after a month")
    func newLevel() {
        var detector = Self.detector(days: 0..<40)
        let alerts = (40..<80).map { detector.add(Self.usual($0, rise: 6))?.alert ?? .none }
        #expect(alerts.prefix(10).contains { $0 != .none })
        #expect(alerts.suffix(10).allSatisfy { $0 == .none })
    }

    @Test(
        "Bad values are as if they were missing",
        arguments: [Double.nan, .infinity, -.infinity, -1, 0, 1e300, 0x1p60, -0x1p60, .leastNonzeroMagnitude])
    func badValues(bad: Double) {
        var detector = Self.detector(days: 0..<40)
        var other = detector
        let broken = DailyMeasures(
            day: 40, restingHeartRate: bad, meanHeartRate: bad, breathingRate: bad, skinTemperature: bad, steps: bad)
        #expect(detector.add(broken) == nil)
        _ = other.add(DailyMeasures(day: 40))
        for day in 41..<60 { #expect(detector.add(Self.usual(day, rise: 5))?.alert == other.add(Self.usual(day, rise: 5))?.alert) }
    }

    @Test("Days twice, days back and impossible days are refused", arguments: [39, 0, -5, Int.min, Int.max, 1 << 60])
    func badDays(day: Int) {
        var detector = Self.detector(days: 0..<40)
        let before = detector
        var measures = Self.usual(40)
        measures.day = day
        #expect(detector.add(measures) == nil)
        #expect(detector == before)
    }

    @Test("After a gap of a hundred days the person is learnt anew")
    func gap() {
        var detector = Self.detector(days: 0..<40)
        #expect(detector.add(Self.usual(140, rise: 9)) == nil)
        for day in 141..<149 { #expect(detector.add(Self.usual(day)) == nil) }
        #expect(detector.add(Self.usual(149))?.alert == IllnessAlert.none)
    }

    @Test("A restored snapshot goes on as the original does, and stays small")
    func snapshot() throws {
        var detector = Self.detector(days: -20..<42)
        let data = try JSONEncoder().encode(detector)
        #expect(data.count < 4096)
        var restored = try JSONDecoder().decode(IllnessDetector.self, from: data)
        #expect(restored == detector)
        for day in 42..<60 {
            let measures = Self.usual(day, rise: Double(day % 7))
            #expect(restored.add(measures) == detector.add(measures))
        }
    }

    @Test("A snapshot that is not one is refused", arguments: [#"{"signals":[],"past":[]}"#, "{}", "[]", #"{"signals":7,"past":[]}"#])
    func badSnapshot(text: String) {
        #expect(throws: (any Error).self) { try JSONDecoder().decode(IllnessDetector.self, from: Data(text.utf8)) }
    }
}
