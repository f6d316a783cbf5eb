// Speed and cadence are not sent: they come from two counts and the times between them.

package import Vitals

/// Makes revolutions per second of the successive counts of one wheel or crank.
///
/// Counter and event time may both roll over between two counts. A count without a new turn says nothing for a while, then 0: the wheel
/// stands, and the last rate is stale. No rate comes of the first count, of the first turn after standing (its time spans the pause), of a
/// silence in which the event time may have rolled over, and of a counter that jumps: a device that began anew, or a wheel that rolled
/// back. Pure: the moments of arrival are told. Source: Cycling Speed and Cadence Service 1.0.1, §3.1.1; Cycling Power Service 1.1, §3.2.1.
package struct RevolutionMeter: Hashable, Sendable, Codable {
    private let revolutionBits: Int
    private let ticksPerSecond: Int
    private let revolutionsPerSecondMax: Double
    private let stopsAfter: Duration

    /// The count of the last turn, and when it was first heard of.
    private var last: RevolutionCount?
    private var lastTurnHeard = Duration.zero
    private var lastHeard = Duration.zero
    private var stands = false

    /// A crank that needs 4 s for a turn makes 15 a minute, a wheel rolls at 2 km/h: slower is standing.
    package static let stopsAfterDefault = Duration.seconds(4)
    /// How far the times of the sensor and those of arrival may differ: notifications wait for connection events and retransmissions.
    static let arrivalSlack = Duration.seconds(4)

    package init(revolutionBits: Int, ticksPerSecond: Int, revolutionsPerSecondMax: Double, stopsAfter: Duration = stopsAfterDefault) {
        self.revolutionBits = min(max(revolutionBits, 1), 32)
        self.ticksPerSecond = max(ticksPerSecond, 1)
        self.revolutionsPerSecondMax = revolutionsPerSecondMax
        self.stopsAfter = stopsAfter
    }

    /// The wheel of a speed sensor: 32 bits, 1/1024 s. 20 turns a second of the smallest wheel are 65 km/h, of a road wheel 150 km/h.
    package static let wheel = Self(revolutionBits: 32, ticksPerSecond: 1024, revolutionsPerSecondMax: 20)
    /// The wheel of a power meter: 32 bits, 1/2048 s.
    package static let powerMeterWheel = Self(revolutionBits: 32, ticksPerSecond: 2048, revolutionsPerSecondMax: 20)
    /// A crank: 16 bits, 1/1024 s. Sprinters on a track reach 4 turns a second.
    package static let crank = Self(revolutionBits: 16, ticksPerSecond: 1024, revolutionsPerSecondMax: 5)

    /// Revolutions per second up to this count, 0 once the wheel stands; `nil` where this count tells nothing new.
    package mutating func add(_ count: RevolutionCount, at arrival: Instant) -> Double? {
        let now = arrival.sinceBoot
        let silence = now - lastHeard
        let sinceTurn = now - lastTurnHeard
        guard let last, silence >= .zero else { return begin(count, at: now) }
        let turns = (count.revolutions &- last.revolutions) & (UInt32.max >> UInt32(32 - revolutionBits))
        lastHeard = now
        guard turns > 0 else {
            if sinceTurn >= stopsAfter { stands = true }
            return stands ? 0 : nil
        }
        let ticks = count.eventTicks &- last.eventTicks
        let time = Duration.seconds(1) * Int(ticks) / ticksPerSecond
        let rollover = Duration.seconds(1) * 65_536 / ticksPerSecond
        let rate = ticks == 0 ? .infinity : Double(turns) * Double(ticksPerSecond) / Double(ticks)
        let isPlausible =
            !stands && sinceTurn + Self.arrivalSlack < rollover && rate <= revolutionsPerSecondMax
            && time <= sinceTurn + Self.arrivalSlack && time >= sinceTurn - silence - Self.arrivalSlack
        _ = begin(count, at: now)
        return isPlausible ? rate : nil
    }

    private mutating func begin(_ count: RevolutionCount, at now: Duration) -> Double? {
        last = count
        lastTurnHeard = now
        lastHeard = now
        stands = false
        return nil
    }
}
