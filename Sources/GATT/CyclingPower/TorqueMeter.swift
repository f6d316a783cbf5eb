// A power meter adds up the torque of each turn: the mean since the last measurement is the step of the sum over the step of the turns.

/// Makes mean torque of the successive sums of one power meter.
///
/// The sum is in 1/32 N·m and rolls over at 2048 N·m. More turns than `revolutionsMax` in one step could have rolled it over unseen, and
/// more than 500 N·m is no leg: both, like a change of source, give no value. Source: Cycling Power Service 1.1, §3.2.1.4.
package struct TorqueMeter: Hashable, Sendable, Codable {
    private struct Sum: Hashable, Codable {
        let ticks: UInt16
        let revolutions: UInt32
        let source: AccumulatedTorqueSource
    }

    private var last: Sum?

    /// 8 turns of a crank at 250 N·m, or 40 of a wheel at 50 N·m, fill the sum once.
    private static func revolutionsMax(of source: AccumulatedTorqueSource) -> UInt32 { source == .crank ? 8 : 40 }
    private static let newtonMetresMax = 500.0

    package init() {}

    /// Newton metres; `nil` without a new turn. A turn of the crank that adds no torque is 0: the rider pedals without force.
    package mutating func add(_ ticks: UInt16, of source: AccumulatedTorqueSource, revolutions: UInt32) -> Double? {
        let next = Sum(ticks: ticks, revolutions: revolutions, source: source)
        guard let last, last.source == source else {
            self.last = next
            return nil
        }
        let mask: UInt32 = source == .crank ? 0xFFFF : .max
        let turns = (revolutions &- last.revolutions) & mask
        guard turns > 0 else { return nil }
        self.last = next
        guard turns <= Self.revolutionsMax(of: source) else { return nil }
        let newtonMetres = Double(ticks &- last.ticks) / 32 / Double(turns)
        return newtonMetres <= Self.newtonMetresMax ? newtonMetres : nil
    }
}
