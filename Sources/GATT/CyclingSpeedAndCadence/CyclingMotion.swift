// One bicycle: what its sensors count, as speed, cadence and torque.

package import Vitals

/// Follows the measurements of one speed, cadence or power sensor, and gives readings of what follows from two of them.
///
/// Pure, and of constant size. One instance for each device and connection: after a reconnect the counters may have begun anew.
package struct CyclingMotion: Hashable, Sendable, Codable {
    package let circumference: WheelCircumference
    private var wheel = RevolutionMeter.wheel
    private var powerMeterWheel = RevolutionMeter.powerMeterWheel
    private var crank = RevolutionMeter.crank
    private var torque = TorqueMeter()
    private var work = RollingCounter.accumulatedEnergy

    package init(circumference: WheelCircumference = .roadDefault) {
        self.circumference = circumference
    }

    /// Speed and cadence.
    package mutating func add(_ measurement: CSCMeasurement, at arrival: Instant) -> [Reading] {
        var readings: [Reading] = []
        if let count = measurement.wheel, let rate = wheel.add(count, at: arrival) { readings.append(speed(rate)) }
        if let count = measurement.crank, let rate = crank.add(count, at: arrival) { readings.append(cadence(rate)) }
        return readings
    }

    /// Mechanical work since the first measurement, across rollovers of the meter's counter.
    package var workKilojoules: UInt64 { work.total }

    /// Speed, cadence, and mean torque since the last turn.
    package mutating func add(_ measurement: CyclingPowerMeasurement, at arrival: Instant) -> [Reading] {
        var readings: [Reading] = []
        if let count = measurement.wheel, let rate = powerMeterWheel.add(count, at: arrival) { readings.append(speed(rate)) }
        if let count = measurement.crank, let rate = crank.add(count, at: arrival) { readings.append(cadence(rate)) }
        if let ticks = measurement.accumulatedTorqueTicks {
            let count = measurement.accumulatedTorqueSource == .crank ? measurement.crank : measurement.wheel
            if let count, let newtonMetres = torque.add(ticks, of: measurement.accumulatedTorqueSource, revolutions: count.revolutions) {
                readings.append(Reading(.torque, newtonMetres))
            }
        }
        if let kilojoules = measurement.accumulatedEnergyKilojoules { _ = work.add(UInt32(kilojoules)) }
        return readings
    }

    private func speed(_ revolutionsPerSecond: Double) -> Reading {
        Reading(.speed, circumference.metresPerSecond(revolutionsPerSecond: revolutionsPerSecond))
    }

    private func cadence(_ revolutionsPerSecond: Double) -> Reading { Reading(.cyclingCadence, revolutionsPerSecond * 60) }
}
