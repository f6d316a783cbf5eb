// The energy that a strap counts stays at 65535 kJ once there, and belongs to whoever wore it: it is reset on request. Decides only.

package import Vitals

/// Resets the energy expended of a heart-rate sensor. Source: Heart Rate Service 1.0, §3.3 (Heart Rate Control Point, 0x2A39).
package struct EnergyReset: ~Copyable {
    package enum Action: Hashable, Sendable {
        /// To the control point, with response.
        case write([UInt8])
        /// Call `timer` then, if nothing else happens before.
        case waitUntil(Instant)
        case finished(Outcome)
    }

    package enum Outcome: Hashable, Sendable {
        case reset
        /// The sensor has no such command.
        case notSupported
        case refused(ATTError)
        case silence
        case linkLost
    }

    /// The transaction time-out of the Attribute Protocol.
    package static let silenceMax = Duration.seconds(30)

    private var deadline: Instant?

    package init() {}

    package mutating func started(at now: Instant) -> [Action] {
        deadline = now + Self.silenceMax
        return [.write([HeartRateControlPoint.resetEnergyExpended]), .waitUntil(now + Self.silenceMax)]
    }

    package mutating func written() -> [Action] { finish(.reset) }

    /// Error 0x80 is "Control Point Not Supported".
    package mutating func refused(_ error: ATTError) -> [Action] { finish(error == .application80 ? .notSupported : .refused(error)) }

    package mutating func linkLost() -> [Action] { finish(.linkLost) }

    package mutating func timer(at now: Instant) -> [Action] {
        guard let deadline else { return [] }
        return deadline <= now ? finish(.silence) : [.waitUntil(deadline)]
    }

    private mutating func finish(_ outcome: Outcome) -> [Action] {
        guard deadline != nil else { return [] }
        deadline = nil
        return [.finished(outcome)]
    }
}
