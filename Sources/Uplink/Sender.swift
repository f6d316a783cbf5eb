// The gateway's half of the delivery: which batch to publish when. Decides only; the agent reads the outbox and talks to the broker.

package import Vitals

/// Publishes every batch until the collector has acknowledged it: fresh ones first, the backlog behind them.
///
/// Invariants: a sequence leaves `unacknowledged` only by an acknowledgement; at most `windowMax` sequences are in flight; nothing is
/// published while disconnected.
package struct Sender: ~Copyable {
    package enum Action: Hashable, Sendable {
        /// Say what the outbox holds, before any batch of this connection.
        case hello
        case publish(UInt64)
    }

    package enum Limit {
        /// 64 batches of at most 256 KiB: 16 MiB in flight at worst, some 10 kB for straps.
        package static let windowMax = 64
        /// Of these, at most 48 are backlog, so that a fresh batch finds room at once.
        package static let backlogWindowMax = 48
        /// A collector commits and acknowledges within milliseconds; 5 s is a lost message, not a slow disk.
        package static let timeoutFirst = Duration.seconds(5)
        package static let timeoutMax = Duration.seconds(60)
    }

    private struct Flight {
        var deadline: Instant
        var attempts: Int
        let isBacklog: Bool
    }

    private var unacknowledged: SequenceRanges
    private var inFlight: [UInt64: Flight] = [:]
    private var backlogInFlight = 0
    private var fresh: [UInt64] = []
    /// The backlog is walked from here on; everything before is in flight or acknowledged.
    private var backlogCursor: UInt64 = 0
    private var isConnected = false
    private var random: any RandomNumberGenerator & Sendable

    /// Takes over what an outbox holds without acknowledgement.
    package init(unacknowledged: SequenceRanges, random: any RandomNumberGenerator & Sendable = SystemRandomNumberGenerator()) {
        self.unacknowledged = unacknowledged
        self.random = random
    }

    package var unacknowledgedCount: UInt64 { unacknowledged.count }
    package var inFlightCount: Int { inFlight.count }

    /// A new connection to the broker: whatever was in flight on the last one is sent again.
    package mutating func connected(at now: Instant) -> [Action] {
        isConnected = true
        forgetFlights()
        return [.hello] + fill(at: now)
    }

    package mutating func disconnected() {
        isConnected = false
        forgetFlights()
    }

    private mutating func forgetFlights() {
        inFlight.removeAll(keepingCapacity: true)
        backlogInFlight = 0
        fresh.removeAll(keepingCapacity: true)
        backlogCursor = 0
    }

    /// The outbox committed a batch.
    package mutating func committed(_ sequence: UInt64, at now: Instant) -> [Action] {
        unacknowledged.insert(sequence)
        if isConnected { fresh.append(sequence) }
        return fill(at: now)
    }

    /// These need not be sent any more: the collector has them, or they are lost.
    package mutating func settled(_ ranges: SequenceRanges, at now: Instant) -> [Action] {
        for range in ranges.ranges { unacknowledged.remove(range) }
        for (sequence, flight) in inFlight where ranges.contains(sequence) {
            inFlight[sequence] = nil
            if flight.isBacklog { backlogInFlight -= 1 }
        }
        return fill(at: now)
    }

    /// The collector asks for these; the caller has found them in the outbox and marked them unacknowledged.
    package mutating func wanted(_ ranges: SequenceRanges, at now: Instant) -> [Action] {
        for range in ranges.ranges { unacknowledged.insert(range) }
        if let first = ranges.first { backlogCursor = min(backlogCursor, first) }
        return fill(at: now)
    }

    /// When `tick` has something to do, if nothing else happens before.
    package var deadline: Instant? { isConnected ? inFlight.values.map(\.deadline).min() : nil }

    /// Publishes again what was not acknowledged in time, each time later.
    package mutating func tick(at now: Instant) -> [Action] {
        guard isConnected else { return [] }
        var actions: [Action] = []
        for sequence in inFlight.filter({ $0.value.deadline <= now }).keys.sorted() {
            guard var flight = inFlight[sequence] else { continue }
            flight.attempts += 1
            flight.deadline = now + timeout(attempt: flight.attempts)
            inFlight[sequence] = flight
            actions.append(.publish(sequence))
        }
        return actions + fill(at: now)
    }

    private mutating func fill(at now: Instant) -> [Action] {
        guard isConnected else { return [] }
        var actions: [Action] = []
        var taken = 0
        while taken < fresh.count, inFlight.count < Limit.windowMax {
            let sequence = fresh[taken]
            taken += 1
            guard unacknowledged.contains(sequence), inFlight[sequence] == nil else { continue }
            launch(sequence, isBacklog: false, at: now)
            actions.append(.publish(sequence))
        }
        fresh.removeFirst(taken)
        // What finds no room while fresh is backlog from then on, so the list stays as short as the window.
        if fresh.count > Limit.windowMax {
            backlogCursor = min(backlogCursor, fresh[0])
            fresh.removeAll(keepingCapacity: true)
        }
        while backlogInFlight < Limit.backlogWindowMax, inFlight.count < Limit.windowMax {
            guard let sequence = unacknowledged.first(atOrAfter: backlogCursor) else { break }
            if let waiting = fresh.first, sequence >= waiting { break }
            backlogCursor = sequence + 1
            guard inFlight[sequence] == nil else { continue }
            launch(sequence, isBacklog: true, at: now)
            actions.append(.publish(sequence))
        }
        return actions
    }

    private mutating func launch(_ sequence: UInt64, isBacklog: Bool, at now: Instant) {
        inFlight[sequence] = Flight(deadline: now + timeout(attempt: 0), attempts: 0, isBacklog: isBacklog)
        if isBacklog { backlogInFlight += 1 }
    }

    /// Doubles with each attempt up to the maximum; a quarter of jitter keeps gateways from answering an outage in step.
    private mutating func timeout(attempt: Int) -> Duration {
        let base = min(Limit.timeoutFirst * (1 << min(attempt, 8)), Limit.timeoutMax)
        return base + base * Double.random(in: 0...0.25, using: &random)
    }
}
