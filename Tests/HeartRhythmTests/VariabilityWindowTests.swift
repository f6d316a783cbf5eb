import Foundation
import HeartRhythm
import Testing
import Vitals

@Suite("Heart-rate variability while beats come in")
struct VariabilityWindowTests {
    private typealias Beat = (interval: CorrectedInterval, end: Timestamp)

    /// Beats in whole ms from the begin of a window on, none missing.
    private static func beats(_ count: Int, from start: Int64 = 1_800_000_000_000) -> [Beat] {
        var end = start
        return (0..<count).map { index in
            let interval = HeartRateVariabilityTests.series[index % 400]
            end += Int64(interval)
            return (CorrectedInterval(milliseconds: interval, isNormal: index % 50 != 7), Timestamp(milliseconds: end))
        }
    }

    private static func expected(_ beats: [Beat], after start: Int64, before end: Int64) -> HeartRateVariability {
        let inside = beats.filter { $0.end.milliseconds >= start && $0.end.milliseconds < end }.map(\.interval)
        return HeartRateVariability(of: inside.span, lasting: .seconds(300))
    }

    @Test("Windows of the clock come out once each, with the beats that ended in them")
    func clockWindows() {
        var window = VariabilityWindow()
        let beats = Self.beats(2000)
        let finished = beats.compactMap { window.add($0.interval, endingAt: $0.end) }
        #expect(finished.count == 5)
        for (index, one) in finished.enumerated() {
            let start = 1_800_000_000_000 + Int64(index) * 300_000
            #expect(one.start.milliseconds == start)
            #expect(one.variability == Self.expected(beats, after: start, before: start + 300_000))
            #expect(one.variability.usable.value > 0.97)
            #expect(one.variability.welch != nil)
        }
        #expect(window.finish()?.start.milliseconds == 1_800_001_500_000)
        #expect(window.finish() == nil)
        #expect(window.latest == nil)
    }

    @Test("The sliding window holds the beats of the latest five minutes", arguments: [1, 100, 370, 800, 1999])
    func sliding(count: Int) {
        var window = VariabilityWindow()
        let beats = Self.beats(count)
        for beat in beats { _ = window.add(beat.interval, endingAt: beat.end) }
        let last = beats[count - 1].end.milliseconds
        #expect(window.latest == Self.expected(beats, after: last - 299_999, before: last + 1))
        #expect((window.latest?.timeDomain == nil) == (count < 290))
    }

    @Test("A restored window goes on as the stored one would", arguments: [0, 1, 3, 500, 1200])
    func snapshot(count: Int) throws {
        var window = VariabilityWindow()
        let beats = Self.beats(count + 500)
        for beat in beats.prefix(count) { _ = window.add(beat.interval, endingAt: beat.end) }
        window.interrupt()
        let stored = try JSONEncoder().encode(window)
        #expect(stored.count < 16_384)
        var restored = try JSONDecoder().decode(VariabilityWindow.self, from: stored)
        #expect(restored == window)
        for beat in beats.dropFirst(count) {
            #expect(restored.add(beat.interval, endingAt: beat.end) == window.add(beat.interval, endingAt: beat.end))
        }
        #expect(restored == window)
    }

    @Test("A stored window that contradicts itself is refused", arguments: ["[0]", "[-5]", "[9223372036854775807]", "[1, 1]", "[]"])
    func corrupt(elapsed: String) {
        let stored =
            #"{"milliseconds": [800, 800], "lastEnd": -9, "elapsed": \#(elapsed), "unusual": [7, -7], "gaps": [], "#
            + #""isInterrupted": false, "rejectedCount": 0}"#
        #expect(throws: (any Error).self) { try JSONDecoder().decode(VariabilityWindow.self, from: Data(stored.utf8)) }
    }

    @Test("A beat that comes twice or late is counted, not taken")
    func disorder() {
        var window = VariabilityWindow()
        let beats = Self.beats(100)
        for beat in beats { _ = window.add(beat.interval, endingAt: beat.end) }
        let before = window.latest
        _ = window.add(beats[99].interval, endingAt: beats[99].end)
        _ = window.add(beats[50].interval, endingAt: beats[50].end)
        #expect(window.rejectedCount == 2)
        #expect(window.latest == before)
    }

    @Test("Silence makes strangers of the beats around it")
    func silence() {
        var window = VariabilityWindow()
        let (one, other) = (Self.beats(200), Self.beats(150, from: 1_800_000_173_000))
        for beat in one + other { _ = window.add(beat.interval, endingAt: beat.end) }
        let finished = window.latest
        #expect(finished?.welch == nil)
        #expect(finished?.timeDomain != nil)
    }

    @Test(
        "One wrong time costs one window, not all that follow",
        arguments: [Int64.max, 1 << 60, 253_402_300_799_999, 1_800_086_400_000, .min])
    func wrongTime(milliseconds: Int64) {
        var window = VariabilityWindow()
        let beats = Self.beats(1200)
        var finished: [WindowVariability] = []
        for (index, beat) in beats.enumerated() {
            if index == 100 {
                _ = window.add(CorrectedInterval(milliseconds: 800), endingAt: Timestamp(milliseconds: milliseconds))
            }
            if let one = window.add(beat.interval, endingAt: beat.end) { finished.append(one) }
        }
        let second = finished.filter { $0.start.milliseconds == 1_800_000_300_000 }
        #expect(second.map(\.variability) == [Self.expected(beats, after: 1_800_000_300_000, before: 1_800_000_600_000)])
    }

    @Test("No interval and no heart rate makes it grow or fail", arguments: [.nan, .infinity, 0, -1, 1, 199, 3001, 1e300])
    func bounds(length: Double) throws {
        var window = VariabilityWindow()
        for index in 0..<1500 {
            _ = window.add(CorrectedInterval(milliseconds: length), endingAt: Timestamp(milliseconds: Int64(index)))
        }
        #expect(window.latest?.usable.beats == VariabilityWindow.beatsMax)
        #expect(window.latest?.usable.value == 0)
        #expect(try JSONEncoder().encode(window).count < 32_768)
        for beat in Self.beats(370) { _ = window.add(beat.interval, endingAt: beat.end) }
        let beats = Self.beats(370)
        #expect(window.latest == Self.expected(beats, after: beats[369].end.milliseconds - 299_999, before: .max))
    }
}
