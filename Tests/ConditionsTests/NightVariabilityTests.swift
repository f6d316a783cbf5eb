import Foundation
import TestSupport
import Testing
import Vitals

@testable import Conditions

@Suite("Heart-rate variability of the nights")
struct NightVariabilityTests {
    private static let day = 86_400.0

    /// Intervals of `mean` ± `spread` milliseconds, from `from` to `to` hours of a day.
    private func beats(
        day: Int, from: Double = 0, to: Double = 6.2, mean: Double = 1000, spread: Double, seed: UInt64 = 1
    ) -> [(time: Timestamp, rr: Double)] {
        var generator = SeededGenerator(seed: seed &+ UInt64(day))
        var seconds = Double(day) * Self.day + from * 3600
        var beats: [(Timestamp, Double)] = []
        while seconds < Double(day) * Self.day + to * 3600 {
            let rr = mean + Double.random(in: -spread...spread, using: &generator)
            seconds += rr / 1000
            beats.append((Timestamp(milliseconds: Int64(seconds * 1000)), rr))
        }
        return beats
    }

    /// Uniform between −a and a, neighbours differ by a root mean square of a · √(2/3).
    private func rmssd(spread: Double) -> Double { spread * (2.0 / 3).squareRoot() }

    private func nights(_ beats: [(time: Timestamp, rr: Double)], offset: Int = 0) -> [NightVariability.Night] {
        var variability = NightVariability()
        return beats.compactMap { variability.add(rr: $0.rr, followsGap: false, at: $0.time, utcOffsetMinutes: offset) }
    }

    @Test("A night's figure is the RMSSD of its beats, told by the first beat after it")
    func figure() throws {
        let night = try #require(nights(beats(day: 20_000, spread: 30)).first)
        #expect(night.day == 20_000)
        #expect(abs(night.rmssd - rmssd(spread: 30)) < 1.5)
    }

    @Test("Missed and ectopic beats do not raise it")
    func artifacts() throws {
        var noisy = beats(day: 20_000, spread: 30)
        for index in stride(from: 50, to: noisy.count - 1, by: 50) {
            noisy[index].rr = 650
            noisy[index + 1].rr = 1350
        }
        let night = try #require(nights(noisy).first)
        #expect(abs(night.rmssd - rmssd(spread: 30)) < 3)
    }

    @Test("Less than an hour, the day, and a night of noise have none")
    func none() {
        #expect(nights(beats(day: 20_000, to: 0.9, spread: 30) + beats(day: 20_000, from: 8, to: 8.1, spread: 30)).isEmpty)
        #expect(nights(beats(day: 20_000, from: 8, to: 23, spread: 30)).isEmpty)
        #expect(nights(beats(day: 20_000, spread: 30).map { ($0.time, $0.rr.truncatingRemainder(dividingBy: 2) < 1 ? 0 : 4000) }).isEmpty)
    }

    @Test("The night is the person's", arguments: [-480, 0, 330])
    func local(offset: Int) {
        let shifted = beats(day: 20_000, spread: 30).map { ($0.time - .seconds(offset * 60), $0.rr) }
        #expect(nights(shifted, offset: offset).map(\.day) == [20_000])
    }

    @Test("Restored in the middle of a night it goes on as if nothing had been; times at the ends of the clock break nothing")
    func restores() throws {
        var variability = NightVariability()
        let all = beats(day: 20_000, spread: 30)
        for beat in all.prefix(5000) { _ = variability.add(rr: beat.rr, followsGap: false, at: beat.time, utcOffsetMinutes: 0) }
        var restored = try JSONDecoder().decode(NightVariability.self, from: JSONEncoder().encode(variability))
        var (one, other): ([NightVariability.Night], [NightVariability.Night]) = ([], [])
        for beat in all.dropFirst(5000) {
            if let night = variability.add(rr: beat.rr, followsGap: false, at: beat.time, utcOffsetMinutes: 0) { one.append(night) }
            if let night = restored.add(rr: beat.rr, followsGap: false, at: beat.time, utcOffsetMinutes: 0) { other.append(night) }
        }
        #expect(one == other && one.count == 1)
        for milliseconds in [Int64.min, .max, 0, .min] {
            _ = variability.add(rr: .nan, followsGap: true, at: Timestamp(milliseconds: milliseconds), utcOffsetMinutes: 900)
        }
    }

    /// On which nights the condition began and ended; each night has one spread.
    private func told(_ spreads: [Double]) -> [Int] {
        var monitor = VariabilityMonitor()
        var told: [Int] = []
        for (day, spread) in spreads.enumerated() {
            let night = beats(day: 20_000 + day, from: 2, to: 3.15, mean: 1500, spread: spread)
            for beat in night + beats(day: 20_000 + day, from: 8, to: 8.01, spread: 30) {
                guard let change = monitor.add(rr: beat.rr, followsGap: false, at: beat.time, utcOffsetMinutes: 0) else { continue }
                told.append(change.isPresent ? day : -day)
            }
        }
        return told
    }

    @Test("Nights with two thirds of the usual RMSSD are a condition within days, until they are as before; usual nights are none")
    func condition() throws {
        var generator = SeededGenerator(seed: 4)
        func usual(_ nights: Int) -> [Double] { (0..<nights).map { _ in Double.random(in: 27...33, using: &generator) } }
        #expect(told(usual(24)) == [])
        let changes = told(usual(16) + Array(repeating: 20, count: 6) + usual(12))
        let began = try #require(changes.first)
        #expect((17...21).contains(began))
        #expect(changes.count == 2 && (changes.last ?? 0) < 0)
    }
}
