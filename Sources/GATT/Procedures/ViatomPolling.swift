// A ring of Viatom tells what it measures only when it is asked. Decides only.

package import Vitals

/// Asks a ring what it is, once, and then what it measures, every two seconds; never two things at a time.
///
/// A response that does not come in time is given up, and the ring is asked for what it measures then. Whoever runs this joins notifications
/// with a `ViatomAssembler` to know when a response is whole, and resets it at each `write`: what it still holds belongs to a lost response.
/// Source: github.com/MackeyStingray/o2r, o2state.py, which asks in this order and as often; the maker publishes nothing.
package struct ViatomPolling: ~Copyable {
    package enum Action: Hashable, Sendable {
        /// To `BluetoothUUID.viatomWrite`.
        case write([UInt8])
        /// Call `timer` then, if nothing else happens before.
        case waitUntil(Instant)
        /// The ring takes no requests, until `started` is called again.
        case finished(ATTError)
    }

    package enum Limit {
        /// From request to request.
        package static let period = Duration.seconds(2)
        /// The longest response is some 300 bytes of information in 16 notifications; most links carry ten in a second.
        package static let silenceMax = Duration.seconds(5)
    }

    private enum State {
        case idle
        case awaiting(since: Instant)
        case pausing
    }

    private var state = State.idle
    private var deadline: Instant?

    package init() {}

    /// Connected, and subscribed to the ring's responses.
    package mutating func started(at now: Instant) -> [Action] { ask(.readInformation, at: now) }

    /// A whole response is here.
    package mutating func response(at now: Instant) -> [Action] {
        guard case .awaiting(let asked) = state else { return [] }
        let next = asked + Limit.period
        guard next > now else { return ask(.readSensorValues, at: now) }
        state = .pausing
        deadline = next
        return [.waitUntil(next)]
    }

    /// The ring refused what was written.
    package mutating func refused(_ error: ATTError) -> [Action] {
        guard case .awaiting = state else { return [] }
        linkLost()
        return [.finished(error)]
    }

    package mutating func timer(at now: Instant) -> [Action] {
        guard let deadline else { return [] }
        return deadline <= now ? ask(.readSensorValues, at: now) : [.waitUntil(deadline)]
    }

    package mutating func linkLost() {
        state = .idle
        deadline = nil
    }

    private mutating func ask(_ request: ViatomRequest, at now: Instant) -> [Action] {
        state = .awaiting(since: now)
        deadline = now + Limit.silenceMax
        return [.write(request.bytes), .waitUntil(now + Limit.silenceMax)]
    }
}
