// A strap for the tests: makes observations, and a clock that moves by hand.

import Conditions
import Foundation
import TestSupport
import Vitals

/// What one person's strap sends, fed to a monitor; keeps the changes.
struct Feed {
    static let start = Timestamp(milliseconds: 1_795_417_200_000)
    static let person = PersonID(unassigned: address)
    static let address = DeviceAddress(rawValue: 0xC000_0000_0001)!
    static let strap = DeviceID.bluetooth(address)
    static let otherStrap = DeviceID.bluetooth(DeviceAddress(rawValue: 0xC000_0000_0002)!)

    /// Monitors do not look at it.
    static let gateway: GatewayID = {
        guard let gateway = try? GatewayID("ward-3") else { preconditionFailure("ward-3 is a name") }
        return gateway
    }()

    var monitor = PersonMonitor(person: person)
    var changes: [ConditionChange] = []
    /// Seconds since `start`.
    var seconds = 0.0

    var now: Timestamp { Self.at(seconds) }

    static func at(_ seconds: Double) -> Timestamp { start + .milliseconds(Int64(seconds * 1000)) }

    static func observation(
        _ metric: Metric, _ value: Double, at time: Timestamp, quality: ObservationQuality = .good, device: DeviceID = strap,
        isSimulated: Bool = false, person: PersonID = person
    ) -> Observation {
        Observation(
            person: person, device: device, gateway: gateway, metric: metric, time: time, timeQuality: .synchronized,
            value: value, quality: quality, isSimulated: isSimulated, source: FrameReference(offset: 0, frame: 0, part: 0))
    }

    /// Each second for a while, a heart rate.
    mutating func heartRate(_ rate: Double, for duration: Double, quality: ObservationQuality = .good) {
        for _ in 0..<Int(duration) {
            seconds += 1
            changes += monitor.observe(Self.observation(.heartRate, rate, at: now, quality: quality), received: now)
        }
    }

    /// Values of a metric, each so many seconds after the one before.
    mutating func values(_ metric: Metric, _ values: some Sequence<Double>, every step: Double) {
        for value in values {
            seconds += step
            changes += monitor.observe(Self.observation(metric, value, at: now), received: now)
        }
    }

    /// The beats of these intervals, `speed` times as fast as they were.
    mutating func beats(_ intervals: some Sequence<Double>, speed: Double = 1, quality: ObservationQuality = .good) {
        for interval in intervals {
            seconds += interval / 1000 / speed
            changes += monitor.observe(Self.observation(.rrInterval, interval, at: now, quality: quality), received: now)
        }
    }

    mutating func silence(_ duration: Double) { seconds += duration }

    mutating func tick() { changes += monitor.tick(at: now) }

    /// The changes as `+heart_rate_high` and `-heart_rate_high`.
    var told: [String] { changes.map { ($0.isPresent ? "+" : "-") + $0.kind.rawValue } }

    /// Irregular intervals around 600 ms.
    static func irregular(_ count: Int, seed: UInt64 = 1) -> [Double] {
        var generator = SeededGenerator(seed: seed)
        return (0..<count).map { _ in Double(Int.random(in: 350...850, using: &generator)) }
    }
}
