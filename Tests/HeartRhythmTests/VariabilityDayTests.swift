import Foundation
import HeartRhythm
import Testing
import Vitals

@Suite("Heart-rate variability of a day")
struct VariabilityDayTests {
    private static let start = Timestamp(milliseconds: 1_800_057_600_000)

    /// A beat a second, its interval 900 ms in every other hour and 1000 ms in the others, in turn `swing` ms more and less.
    private static func day(hours: Int = 24, swing: Double = 10) -> VariabilityDay {
        var day = VariabilityDay(start: start)
        var end = start.milliseconds
        for hour in 0..<hours {
            for beat in 0..<3600 {
                end += 1000
                let length = 900 + (hour % 2 == 0 ? 0 : 100) + (beat % 2 == 0 ? swing : -swing)
                day.add(CorrectedInterval(milliseconds: length), endingAt: Timestamp(milliseconds: end - 1))
            }
        }
        return day
    }

    @Test("The Task Force's figures of a day made by hand")
    func figures() throws {
        let variability = Self.day().variability
        // Half of the hours 900 ± 10 ms, half 1000 ± 10 ms.
        #expect(variability.windows == 288)
        #expect(abs(try #require(variability.meanNN) - 950) < 1e-9)
        #expect(abs(try #require(variability.sdnn) - (2600.0 * 86_400 / 86_399).squareRoot()) < 1e-9)
        #expect(abs(try #require(variability.sdann) - 50 * (288.0 / 287).squareRoot()) < 1e-9)
        #expect(abs(try #require(variability.sdnnIndex) - 10 * (300.0 / 299).squareRoot()) < 1e-9)
        // Four lengths, each in a class of its own: each a quarter.
        #expect(variability.triangularIndex == 4)
        #expect(variability.usable.beats == 86_400)
        #expect(abs(variability.usable.value - 0.95) < 1e-9)
    }

    @Test("Less than 18 hours of beats are no day", arguments: [(18, false), (20, true)])
    func share(hours: Int, isEnough: Bool) {
        let variability = Self.day(hours: hours).variability
        #expect((variability.sdnn != nil) == isEnough)
        #expect((variability.sdann != nil) == isEnough)
        #expect((variability.triangularIndex != nil) == isEnough)
        #expect(variability.windows == hours * 12)
    }

    @Test("Beats of another day, twice or late are counted, not taken")
    func rejected() {
        var day = Self.day(hours: 1)
        let before = day.variability
        for time in [Int64.min, .max, Self.start.milliseconds - 1, day.end.milliseconds, Self.start.milliseconds + 3_599_999] {
            day.add(CorrectedInterval(milliseconds: 990), endingAt: Timestamp(milliseconds: time))
        }
        #expect(day.rejectedCount == 5)
        #expect(day.variability == before)
    }

    @Test(
        "Implausible and unusual intervals lower the share, and enter no figure",
        arguments: [.nan, .infinity, 0, -1, 199, 3001, 1e18])
    func implausible(length: Double) {
        var day = VariabilityDay(start: Self.start)
        for beat in 1...100 {
            let interval =
                beat % 2 == 0 ? CorrectedInterval(milliseconds: length) : CorrectedInterval(milliseconds: 800, isNormal: beat < 50)
            day.add(interval, endingAt: Timestamp(milliseconds: Self.start.milliseconds + Int64(beat) * 1000))
        }
        #expect(day.variability.usable.beats == 100)
        #expect(day.variability.usable.normalBeats == 25)
        #expect(day.variability.usable.normalMilliseconds == 20_000)
        #expect(day.variability.meanNN == nil)
    }

    @Test("A restored day goes on as the stored one would")
    func snapshot() throws {
        var day = Self.day(hours: 2)
        let stored = try JSONEncoder().encode(day)
        #expect(stored.count < 4096)
        var restored = try JSONDecoder().decode(VariabilityDay.self, from: stored)
        #expect(restored == day)
        for beat in 1...400 {
            let interval = CorrectedInterval(milliseconds: 800)
            let end = Timestamp(milliseconds: Self.start.milliseconds + 7_200_000 + Int64(beat) * 800)
            day.add(interval, endingAt: end)
            restored.add(interval, endingAt: end)
        }
        #expect(restored == day)
        #expect(restored.variability == day.variability)
    }

    @Test("A day at the end of time does not fail", arguments: [Int64.min, .max])
    func edgeOfTime(milliseconds: Int64) {
        var day = VariabilityDay(start: Timestamp(milliseconds: milliseconds), lasting: .seconds(1_000_000_000))
        day.add(CorrectedInterval(milliseconds: 800), endingAt: Timestamp(milliseconds: milliseconds))
        #expect(day.variability.sdnn == nil)
    }
}
