// One boot, one function of time that never falls.

import TestSupport
import Testing
import Uplink
import Vitals

@testable import Collector

@Suite("The clock of a boot")
struct BootClockTests {
    static func anchor(_ boot: Int64, _ wall: Int64) -> ClockAnchor {
        ClockAnchor(
            boot: 7, instant: Instant(sinceBoot: .milliseconds(boot)), wall: Timestamp(milliseconds: wall), isSynchronized: true)
    }

    private func wall(_ clock: BootClock, _ boot: Int64) -> Int64 {
        clock.wallTime(of: Instant(sinceBoot: .milliseconds(boot))).milliseconds
    }

    @Test("reaches back to the start of the boot from its first anchor")
    func first() {
        let clock = BootClock(Self.anchor(5000, 1_000_005_000), seen: 1)
        #expect(wall(clock, 0) == 1_000_000_000)
        #expect(wall(clock, 90_000) == 1_000_090_000)
    }

    @Test("takes no notice of how long it took to read the clocks")
    func jitter() {
        var clock = BootClock(Self.anchor(5000, 1_000_005_000), seen: 1)
        let before = wall(clock, 9000)
        clock.take(Self.anchor(6000, 1_000_006_040))
        clock.take(Self.anchor(7000, 1_000_006_960))
        #expect(wall(clock, 9000) == before)
    }

    @Test("follows small steps from where they are seen, and runs at half speed after one back", arguments: [800, -800, 9999, -9999])
    func smallStep(step: Int64) {
        var clock = BootClock(Self.anchor(5000, 1_000_005_000), seen: 1)
        clock.take(Self.anchor(10_000, 1_000_010_000 + step))
        #expect(clock.generation == 1)
        #expect(wall(clock, 10_000) == 1_000_010_000)
        #expect(wall(clock, 60_000) == 1_000_060_000 + step)
        if step < 0 { #expect(wall(clock, 10_100) == 1_000_010_050) }
    }

    @Test("follows a large step once it has lasted; one forward leaves what was, one back moves it")
    func largeSteps() {
        let hour: Int64 = 3_600_000
        var clock = BootClock(Self.anchor(5000, 1_000_005_000), seen: 1)
        clock.take(Self.anchor(10_000, 1_000_010_000 + hour))
        clock.take(Self.anchor(11_000, 1_000_011_000))
        clock.take(Self.anchor(22_000, 1_000_022_000))
        #expect(wall(clock, 30_000) == 1_000_030_000, "one wrong reading")
        for second in stride(from: 30_000 as Int64, through: 40_000, by: 1000) {
            clock.take(Self.anchor(second, 1_000_000_000 + second + hour))
        }
        #expect(clock.generation == 1)
        #expect(wall(clock, 20_000) == 1_000_020_000)
        #expect(wall(clock, 50_000) == 1_000_050_000 + hour)
        for second in stride(from: 60_000 as Int64, through: 70_000, by: 1000) { clock.take(Self.anchor(second, 1_000_000_000 + second)) }
        #expect(clock.generation == 2)
        #expect([20_000, 50_000, 80_000].map { wall(clock, $0) } == [1_000_020_000, 1_000_050_000, 1_000_080_000])
        for second in stride(from: 90_000 as Int64, through: 100_000, by: 1000) {
            clock.take(Self.anchor(second, 1_000_000_000 + second - hour))
        }
        #expect(clock.generation == 3)
        #expect(wall(clock, 20_000) == 1_000_020_000 - hour)
    }

    @Test("never falls, however the wall clock jumps about", arguments: 0..<40 as Range<UInt64>)
    func monotonic(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var clock = BootClock(Self.anchor(1000, 1_000_000_000_000), seen: 1)
        var offset: Int64 = 999_999_999_000
        for batch in 2...400 as ClosedRange<Int64> {
            switch Int.random(in: 0..<20, using: &random) {
            case 0: offset += Int64.random(in: -9000...9000, using: &random)
            case 1: offset += Int64.random(in: -7_200_000...7_200_000, using: &random)
            default: break
            }
            clock.take(Self.anchor(batch * 1000, batch * 1000 + offset + Int64.random(in: -20...20, using: &random)))
            guard batch % 20 == 0 else { continue }
            let times = stride(from: 0 as Int64, through: 420_000, by: 250).map { wall(clock, $0) }
            #expect(zip(times, times.dropFirst()).allSatisfy { $0 < $1 }, "batch \(batch)")
        }
    }

    @Test("comes back from its JSON")
    func json() throws {
        var clock = BootClock(Self.anchor(5000, 1_000_005_000), seen: 1)
        clock.take(Self.anchor(10_000, 1_000_010_500))
        clock.take(Self.anchor(11_000, 2_000_000_000))
        #expect(try JSON.value(BootClock.self, from: JSON.bytes(clock)) == clock)
    }
}
