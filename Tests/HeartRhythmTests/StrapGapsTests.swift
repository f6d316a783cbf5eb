import Foundation
import HeartRhythm
import Testing

@Suite("Gaps in a strap's notifications")
struct StrapGapsTests {
    /// A notification a second, of beats of about 800 ms, and whether it arrives.
    private func readings(_ seconds: Int, lost: Range<Int> = 0..<0, late: Range<Int> = 0..<0) -> [(second: Int, reading: StrapReading)] {
        var gaps = StrapGaps()
        var end = 0.0
        var beat = 0
        var held: [[Double]] = []
        var readings: [(Int, StrapReading)] = []
        for second in 1...seconds {
            var intervals: [Double] = []
            while true {
                let interval = 800 + Double(beat * 37 % 60)
                guard end + interval <= Double(second) * 1000 else { break }
                intervals.append(interval)
                end += interval
                beat += 1
            }
            if lost.contains(second) { continue }
            held.append(intervals)
            if late.contains(second) { continue }
            for intervals in held {
                readings.append((second, gaps.add(intervals, contact: nil, at: .milliseconds(second * 1000 + second * 29 % 50))))
            }
            held = []
        }
        return readings
    }

    @Test("A complete stream is continuous, for hours")
    func complete() {
        let readings = readings(10_000)
        #expect(readings.first?.reading.continuity == .first)
        #expect(readings.dropFirst().allSatisfy { $0.reading.continuity == .continuous && $0.reading.isMeasured })
    }

    @Test("Lost notifications are noticed at once, and how many beats they held", arguments: [3, 5, 20])
    func lost(seconds: Int) throws {
        let readings = readings(200, lost: 100..<(100 + seconds))
        let found = try #require(readings.first { $0.reading.continuity == .lost })
        #expect(found.second == 100 + seconds)
        #expect(abs(Double(found.reading.missingBeats) - Double(seconds) / 0.83) <= 1.5)
    }

    @Test("A single lost notification is noticed within half a minute")
    func lostOne() throws {
        let readings = readings(200, lost: 100..<101)
        let found = try #require(readings.dropFirst().first { $0.reading.continuity != .continuous })
        #expect((101..<130).contains(found.second))
        #expect((1...2).contains(found.reading.missingBeats))
    }

    @Test("Late notifications that come in the end are not lost")
    func late() {
        let readings = readings(200, late: 100..<105)
        #expect(abs(readings.map(\.reading.missingBeats).reduce(0, +)) <= 1)
        #expect(readings.suffix(50).allSatisfy { $0.reading.continuity == .continuous })
    }

    @Test("Without skin contact nothing is measured, and what comes after is not comparable")
    func contact() {
        var gaps = StrapGaps()
        _ = gaps.add([800], contact: true, at: .seconds(1))
        #expect(!gaps.add([800], contact: false, at: .seconds(2)).isMeasured)
        let after = gaps.add([800], contact: true, at: .seconds(3))
        #expect(after.continuity == .first && after.isMeasured)
    }

    @Test("A sensor that repeats its last interval between beats is not believed")
    func repeated() {
        var gaps = StrapGaps()
        var measured: [Bool] = []
        // 1500 ms between beats, a notification every second: the second of three says the interval before once more.
        for second in 1...60 {
            let isNew = second % 3 != 2
            let interval = 1500 + Double((isNew ? second : second - 1) % 7)
            measured.append(gaps.add([interval], contact: true, at: .seconds(second)).isMeasured == isNew)
        }
        #expect(measured.suffix(40).count { $0 } >= 38)
        let frozen = (61...100).map { gaps.add([1500], contact: true, at: .milliseconds($0 * 1500)) }
        #expect(frozen.suffix(20).allSatisfy { !$0.isMeasured })
    }

    @Test("Silence, a clock that goes back and nonsense start afresh")
    func afresh() {
        var gaps = StrapGaps()
        _ = gaps.add([800], contact: true, at: .seconds(1000))
        #expect(gaps.add([800], contact: true, at: .seconds(1100)).continuity == .first)
        #expect(gaps.add([800], contact: true, at: .seconds(5)).continuity == .first)
        for value in [Double.nan, .infinity, -1, 0, 0x1p60] {
            #expect(!gaps.add([800, value], contact: true, at: .seconds(6)).isMeasured)
        }
        #expect(gaps.add([], contact: nil, at: .seconds(7)).missingBeats == 0)
        #expect(gaps.add([800], contact: nil, at: .seconds(Int64.max)).continuity == .first)
    }

    @Test("A stored state goes on as if nothing had happened")
    func snapshot() throws {
        var gaps = StrapGaps()
        for second in 1...40 { _ = gaps.add([Double(990 + second % 20)], contact: true, at: .seconds(second)) }
        var restored = try JSONDecoder().decode(StrapGaps.self, from: JSONEncoder().encode(gaps))
        #expect(restored == gaps)
        #expect(restored.add([1000], contact: true, at: .seconds(46)) == gaps.add([1000], contact: true, at: .seconds(46)))
        #expect(restored == gaps)
    }
}
