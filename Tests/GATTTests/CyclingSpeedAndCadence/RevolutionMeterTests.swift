import GATT
import TestSupport
import Testing
import Vitals

@Suite("Speed and cadence from counters")
struct RevolutionMeterTests {
    private func at(_ seconds: Double) -> Instant { Instant(sinceBoot: .milliseconds(Int(seconds * 1000))) }

    private func count(_ revolutions: UInt32, _ ticks: UInt16) -> RevolutionCount {
        RevolutionCount(revolutions: revolutions, eventTicks: ticks)
    }

    @Test("Two counts give a rate; the first gives none")
    func rate() {
        var meter = RevolutionMeter.crank
        #expect(meter.add(count(10, 0), at: at(0)) == nil)
        #expect(meter.add(count(12, 1024), at: at(1)) == 2)
        #expect(meter.add(count(13, 1024 + 2048), at: at(3)) == 0.5)
    }

    @Test("Counter and event time roll over, each in its own width")
    func rollover() {
        var crank = RevolutionMeter.crank
        #expect(crank.add(count(65_535, 65_024), at: at(0)) == nil)
        #expect(crank.add(count(1, 512), at: at(1)) == 2)
        var wheel = RevolutionMeter.wheel
        #expect(wheel.add(count(.max - 1, 65_024), at: at(0)) == nil)
        #expect(wheel.add(count(3, 512), at: at(1)) == 5)
        // Of a power meter the ticks are half as long: 1024 of them are half a second.
        var powerMeter = RevolutionMeter.powerMeterWheel
        #expect(powerMeter.add(count(.max, 65_024), at: at(0)) == nil)
        #expect(powerMeter.add(count(1, 512), at: at(0.5)) == 4)
    }

    @Test("A wheel that stands keeps its last rate for 4 s, then is 0 until it turns again")
    func stands() {
        var wheel = RevolutionMeter.wheel
        _ = wheel.add(count(0, 0), at: at(0))
        #expect(wheel.add(count(5, 1024), at: at(1)) == 5)
        #expect(wheel.add(count(5, 1024), at: at(2)) == nil)
        #expect(wheel.add(count(5, 1024), at: at(4.5)) == nil)
        #expect(wheel.add(count(5, 1024), at: at(5)) == 0)
        #expect(wheel.add(count(5, 1024), at: at(6)) == 0)
        // The first turn spans the pause: it says nothing. The next one does.
        #expect(wheel.add(count(6, 1024 * 8), at: at(8)) == nil)
        #expect(wheel.add(count(8, 1024 * 9), at: at(9)) == 2)
    }

    @Test("A sensor that has never turned stands")
    func neverTurned() {
        var wheel = RevolutionMeter.wheel
        #expect(wheel.add(count(0, 0), at: at(100)) == nil)
        #expect(wheel.add(count(0, 0), at: at(101)) == nil)
        #expect(wheel.add(count(0, 0), at: at(104)) == 0)
    }

    @Test("An event time that runs on without a turn does not hide that the wheel stands")
    func timeRunsOn() {
        var wheel = RevolutionMeter.wheel
        _ = wheel.add(count(0, 0), at: at(0))
        #expect(wheel.add(count(0, 1024), at: at(1)) == nil)
        #expect(wheel.add(count(0, 4096), at: at(4)) == 0)
    }

    @Test("A device that began anew gives no value, and goes on from there")
    func reset() {
        var wheel = RevolutionMeter.wheel
        _ = wheel.add(count(100_000, 5000), at: at(0))
        #expect(wheel.add(count(100_004, 6024), at: at(1)) == 4)
        #expect(wheel.add(count(2, 300), at: at(2)) == nil)
        #expect(wheel.add(count(6, 1324), at: at(3)) == 4)
        // A small step of a counter of 16 bits, and a time that cannot be: the arrival says one second, the event times thirty.
        var crank = RevolutionMeter.crank
        _ = crank.add(count(65_500, 10_000), at: at(0))
        #expect(crank.add(count(3, 10_000 + 30 * 1024), at: at(1)) == nil)
    }

    @Test("A wheel that rolls back, a turn without time, and a clock that goes back give no value")
    func nonsense() {
        var wheel = RevolutionMeter.wheel
        _ = wheel.add(count(10, 0), at: at(0))
        #expect(wheel.add(count(9, 1024), at: at(1)) == nil)
        #expect(wheel.add(count(10, 1024), at: at(2)) == nil)
        #expect(wheel.add(count(12, 2048), at: at(1)) == nil)
        #expect(wheel.add(count(14, 3072), at: at(2)) == 2)
    }

    @Test("After a silence in which the event time may have rolled over there is no value")
    func silence() {
        var wheel = RevolutionMeter.wheel
        _ = wheel.add(count(0, 0), at: at(0))
        #expect(wheel.add(count(250, 51_200), at: at(50)) == 5)
        #expect(wheel.add(count(600, 49_152), at: at(112)) == nil)
        #expect(wheel.add(count(605, 50_176), at: at(113)) == 5)
    }

    @Test("No sequence of counts traps or gives anything but a rate within bounds")
    func random() {
        var random = SeededGenerator(seed: 1816)
        var meters = [
            RevolutionMeter.wheel, .powerMeterWheel, .crank,
            RevolutionMeter(revolutionBits: 99, ticksPerSecond: 0, revolutionsPerSecondMax: 1),
        ]
        for _ in 0..<5000 {
            let turns = UInt32.random(in: 0...40, using: &random) &* (Bool.random(using: &random) ? 1 : 100_000_000)
            let next = count(turns, UInt16.random(in: 0...(.max), using: &random))
            let arrival = at(Double.random(in: 0...200, using: &random))
            for index in meters.indices {
                guard let rate = meters[index].add(next, at: arrival) else { continue }
                #expect(rate >= 0 && rate <= 20)
            }
        }
    }

    @Test("The wheel makes metres of turns; 700×25C unless told")
    func circumference() {
        #expect(WheelCircumference.roadDefault.metresPerSecond(revolutionsPerSecond: 2) == 4.21)
        #expect(WheelCircumference(millimetres: 2000)?.metresPerSecond(revolutionsPerSecond: 5) == 10)
        #expect(WheelCircumference(millimetres: 899) == nil)
        #expect(WheelCircumference(millimetres: 2501) == nil)
    }

    @Test("A bicycle's measurements become readings")
    func motion() throws {
        var motion = CyclingMotion(circumference: try #require(WheelCircumference(millimetres: 2000)))
        let first = try #require(try CharacteristicDescription.decode("2A5B", "03 0A000000 0000 0500 0000") as? CSCMeasurement)
        let second = try #require(try CharacteristicDescription.decode("2A5B", "03 0E000000 0004 0600 0004") as? CSCMeasurement)
        #expect(motion.add(first, at: at(0)).isEmpty)
        #expect(motion.add(second, at: at(1)) == [Reading(.speed, 8), Reading(.cyclingCadence, 60)])
    }

    @Test("A power meter's measurements become speed, cadence, torque and work")
    func power() throws {
        var motion = CyclingMotion()
        let values = [
            // flags: torque of the crank, wheel, crank, energy
            "3C08 C800 FFFF (torque 65535) 00000000 0000 (wheel) 0100 0000 (crank) FFFF (kJ)",
            "3C08 C800 3F06 (1600 on: 50 N·m) 02000000 0008 (2 turns in 1 s) 0200 0004 (1 turn in 1 s) 0100 (2 kJ on)",
        ]
        let measurements = try values.map { try #require(try CharacteristicDescription.decode("2A63", $0) as? CyclingPowerMeasurement) }
        #expect(motion.add(measurements[0], at: at(0)).isEmpty)
        #expect(motion.add(measurements[1], at: at(1)) == [Reading(.speed, 4.21), Reading(.cyclingCadence, 60), Reading(.torque, 50)])
        #expect(motion.workKilojoules == 2)
    }
}
