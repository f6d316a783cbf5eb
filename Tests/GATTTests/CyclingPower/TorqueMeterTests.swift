import GATT
import Testing

@Suite("Torque and energy from sums")
struct TorqueMeterTests {
    @Test("The mean torque is the step of the sum over the turns")
    func mean() {
        var meter = TorqueMeter()
        #expect(meter.add(0, of: .crank, revolutions: 10) == nil)
        #expect(meter.add(3200, of: .crank, revolutions: 12) == 50)
        #expect(meter.add(3200, of: .crank, revolutions: 12) == nil)
        #expect(meter.add(3200, of: .crank, revolutions: 13) == 0)
    }

    @Test("Sum and turns roll over")
    func rollover() {
        var crank = TorqueMeter()
        _ = crank.add(65_520, of: .crank, revolutions: 65_535)
        #expect(crank.add(16, of: .crank, revolutions: 0) == 1)
        var wheel = TorqueMeter()
        _ = wheel.add(65_520, of: .wheel, revolutions: .max)
        #expect(wheel.add(16, of: .wheel, revolutions: 0) == 1)
    }

    @Test("A reset, a long silence and a change of source give no value")
    func noValue() {
        var meter = TorqueMeter()
        _ = meter.add(30_000, of: .crank, revolutions: 100)
        #expect(meter.add(0, of: .crank, revolutions: 101) == nil)
        #expect(meter.add(32, of: .crank, revolutions: 102) == 1)
        #expect(meter.add(64, of: .crank, revolutions: 111) == nil)
        #expect(meter.add(96, of: .wheel, revolutions: 112) == nil)
        #expect(meter.add(128, of: .wheel, revolutions: 113) == 1)
        #expect(meter.add(160, of: .wheel, revolutions: 0) == nil)
    }

    @Test("A counter that rolls over goes on; one that is reset keeps its total")
    func counter() {
        var energy = RollingCounter.accumulatedEnergy
        #expect(energy.add(65_530) == nil)
        #expect(energy.add(65_535) == 5)
        #expect(energy.add(4) == 5)
        #expect(energy.total == 10)
        #expect(energy.add(0) == nil)
        #expect(energy.add(3) == 3)
        #expect(energy.total == 13)
        var wide = RollingCounter(bits: 32, stepMax: .max)
        #expect(wide.add(.max) == nil)
        #expect(wide.add(0) == 1)
        #expect(wide.add(.max) == .max)
        #expect(wide.total == 1 + UInt64(UInt32.max))
    }
}
