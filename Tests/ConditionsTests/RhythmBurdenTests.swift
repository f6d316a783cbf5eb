import Conditions
import Foundation
import HeartRhythm
import Testing
import Vitals

@Suite("Whom to tell to have an electrocardiogram taken")
struct RhythmBurdenTests {
    /// At which minutes it began and ended, when each second of each minute brings a judged beat.
    private func told(_ minutes: [Rhythm], by burden: inout RhythmBurden, from start: Int = 0) -> [Int] {
        var told: [Int] = []
        for (minute, rhythm) in minutes.enumerated() {
            for second in 0..<60 {
                let time = Timestamp(milliseconds: Int64((start + minute) * 60 + second) * 1000)
                let reading = RhythmReading(rhythm: rhythm, score: 0.9, beats: 60)
                guard let change = burden.add(reading, about: JudgedBeats.Beat(time: time, milliseconds: 1000)) else { continue }
                #expect(change.since == time)
                told.append(change.isPresent ? start + minute : -(start + minute))
            }
        }
        return told
    }

    @Test("25 min on end are told, also with one regular block between; 20 min are not")
    func sustained() {
        var burden = RhythmBurden()
        #expect(told(Array(repeating: .irregular, count: 30), by: &burden) == [25])
        var slipped = RhythmBurden()
        let half = Array(repeating: Rhythm.irregular, count: 15)
        #expect(told(half + Array(repeating: .regular, count: 5) + half.dropLast(4), by: &slipped) == [30])
        var short = RhythmBurden()
        #expect(told(Array(repeating: .irregular, count: 20) + Array(repeating: .regular, count: 60), by: &short) == [])
    }

    @Test("An hour in many short episodes is told")
    func burden() {
        var burden = RhythmBurden()
        #expect(told((0..<400).map { $0 % 5 < 2 ? .irregular : .regular }, by: &burden) == [150])
    }

    @Test("It is over once the day has hardly any, and begins again")
    func ends() {
        var burden = RhythmBurden()
        let day = Array(repeating: Rhythm.regular, count: 24 * 60 + 30)
        #expect(told(Array(repeating: .irregular, count: 30) + day, by: &burden) == [25, -(24 * 60)])
        #expect(told(Array(repeating: .irregular, count: 30), by: &burden, from: 1500) == [1525])
    }

    @Test("Blocks of which little is known count for nothing, and beats of other days not either")
    func poorSignal() {
        var burden = RhythmBurden()
        #expect(told((0..<60).map { $0 % 5 < 2 ? .irregular : .unknown }, by: &burden) == [])
        var days = RhythmBurden()
        for day in 0..<10 { #expect(told(Array(repeating: .irregular, count: 12), by: &days, from: day * 3000) == []) }
    }

    @Test("Restored in the middle it says the same; times at the ends of the clock break nothing")
    func restores() throws {
        var burden = RhythmBurden()
        _ = told(Array(repeating: .irregular, count: 20), by: &burden)
        var restored = try JSONDecoder().decode(RhythmBurden.self, from: JSONEncoder().encode(burden))
        let rest = Array(repeating: Rhythm.irregular, count: 10)
        #expect(told(rest, by: &burden, from: 20) == told(rest, by: &restored, from: 20))
        for time in [Int64.min, .max, 0, .min] {
            _ = burden.add(
                RhythmReading(rhythm: .irregular, score: 1, beats: 1),
                about: JudgedBeats.Beat(time: Timestamp(milliseconds: time), milliseconds: 1000))
        }
    }
}
