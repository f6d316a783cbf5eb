import Conditions
import Foundation
import Testing
import Vitals

@Suite("What is usual of a person")
struct BaselineTests {
    private static func at(day: Int, hour: Double) -> Timestamp {
        Timestamp(milliseconds: 1_790_000_000_000 / 86_400_000 * 86_400_000 + Int64(day) * 86_400_000 + Int64(hour * 3_600_000))
    }

    @Test("Median and spread do not follow an artefact")
    func robust() throws {
        let spread = try #require(RobustSpread(of: [60, 61, 62, 63, 64, 250]))
        #expect(spread.median == 62.5 && abs(spread.deviation - 1.4826 * 1.5) < 1e-12)
        #expect(RobustSpread(of: []) == nil)
    }

    @Test("A cumulative sum adds what lies above its slack, and forgets")
    func cusum() {
        var sum = CumulativeSum()
        for _ in 0..<4 { sum.add(1.5) }
        #expect(sum.sum == 4)
        sum.add(.nan)
        for _ in 0..<10 { sum.add(0) }
        #expect(sum.sum == 0)
    }

    @Test("An hour is compared with the same hour of the weeks before")
    func hours() throws {
        var baseline = HourOfWeekBaseline()
        var last: HourOfWeekBaseline.Verdict?
        for day in 0..<36 {
            for hour in 0..<24 {
                for minute in 0..<30 {
                    let rate = 60 + Double(hour) + (day == 35 && hour == 12 ? 30 : 0)
                    let verdict = baseline.add(
                        rate, at: Self.at(day: day, hour: Double(hour) + Double(minute) / 60), utcOffsetMinutes: 0, floor: 2)
                    if let verdict, day == 35, verdict.start == Self.at(day: 35, hour: 12) { last = verdict }
                }
            }
        }
        let verdict = try #require(last)
        #expect(verdict.mean == 102 && verdict.usual.median == 72 && verdict.score > 10)
        #expect(try JSONDecoder().decode(HourOfWeekBaseline.self, from: JSONEncoder().encode(baseline)) == baseline)
    }

    @Test("A day's resting heart rate, by each definition")
    func resting() throws {
        var resting = RestingHeartRate()
        var over: RestingHeartRate.Day?
        for minute in 0..<(1440 + 1) {
            let rate = minute < 420 ? 55.0 : (600..<640).contains(minute) ? 50 : 75
            if let day = resting.add(rate, at: Self.at(day: 0, hour: Double(minute) / 60), utcOffsetMinutes: 0) { over = day }
        }
        let day = try #require(over)
        #expect(day.rates[.night] == 55 && day.rates[.lowestHalfHour] == 50)
        #expect(try #require(day.rates[.lowestTwentieth]) < 54)
        #expect(abs(try #require(day.mean) - 68.5) < 1)
    }

    @Test("NightSignal: two nights in a row, one missing night filled")
    func nightSignal() {
        var detector = NightSignal()
        for day in 0..<10 { #expect(detector.add(60, day: day).map(\.alert) == [.none]) }
        #expect(detector.add(63.9, day: 10).map(\.alert) == [.none])
        #expect(detector.add(63, day: 11).map(\.alert) == [.yellow])
        #expect(detector.add(64, day: 13).map(\.alert) == [.yellow, .yellow])
        #expect(detector.add(64, day: 14).map(\.alert) == [.red])
        #expect(detector.add(64, day: 14).isEmpty && detector.add(.nan, day: 15).isEmpty && detector.add(60, day: .max).isEmpty)
    }
}
