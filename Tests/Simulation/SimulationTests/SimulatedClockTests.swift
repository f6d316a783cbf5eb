import Simulation
import Testing
import Vitals

@Suite("Clocks of simulated machines")
struct SimulatedClockTests {
    @Test("A jump of the wall clock leaves the time since boot alone, a boot leaves the wall clock alone")
    func jumps() {
        var clock = SimulatedClock(wall: Timestamp(milliseconds: 0), isSynchronized: false, at: .seconds(10))
        #expect(clock.instant(at: .seconds(15)) == Instant(sinceBoot: .seconds(5)))
        #expect(clock.wall(at: .seconds(15)) == Timestamp(milliseconds: 5000))
        clock.setWall(to: Timestamp(milliseconds: 1_000_000), isSynchronized: true, at: .seconds(20))
        #expect(clock.instant(at: .seconds(25)) == Instant(sinceBoot: .seconds(15)))
        #expect(clock.wall(at: .seconds(25)) == Timestamp(milliseconds: 1_005_000))
        clock.stepWall(by: .seconds(-1), at: .seconds(25))
        #expect(clock.wall(at: .seconds(25)) == Timestamp(milliseconds: 1_004_000))
        clock.reboot(at: .seconds(30))
        #expect((clock.boot, clock.isSynchronized) == (2, true))
        #expect(clock.instant(at: .seconds(31)) == Instant(sinceBoot: .seconds(1)))
        #expect(clock.wall(at: .seconds(31)) == Timestamp(milliseconds: 1_010_000))
        clock.reboot(wall: Timestamp(milliseconds: 0), at: .seconds(40))
        #expect((clock.boot, clock.isSynchronized) == (3, false))
        #expect(clock.wall(at: .seconds(41)) == Timestamp(milliseconds: 1000))
    }

    @Test("A drifting clock gains what it is told to, and knows when an instant comes", arguments: [-500, 0, 70, 100_000])
    func drift(partsPerMillion: Int) {
        var clock = SimulatedClock(wall: Timestamp(milliseconds: 0), isSynchronized: true, driftPartsPerMillion: partsPerMillion)
        #expect(clock.instant(at: .seconds(1000)) == Instant(sinceBoot: .seconds(1000) + .milliseconds(partsPerMillion)))
        let due = Instant(sinceBoot: .milliseconds(123_457))
        let elapsed = clock.elapsed(at: due)
        #expect(clock.instant(at: elapsed) >= due)
        #expect(clock.instant(at: elapsed) - due < .nanoseconds(1))
        clock.setDrift(partsPerMillion: 0, at: .seconds(1000))
        #expect(clock.instant(at: .seconds(1001)) - clock.instant(at: .seconds(1000)) == .seconds(1))
    }
}
