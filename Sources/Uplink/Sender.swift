// The gateway's half of the delivery: which batch to publish when. Decides only; the agent reads the outbox and talks to the broker.

package import Vitals

/// Publishes every batch until the collector has acknowledged it: fresh ones at once, the backlog behind them at the rate that the way to the
/// collector bears.
///
/// How much backlog may be in flight follows from how long acknowledgements take, as in LEDBAT (RFC 6817): it grows while they are prompt,
/// and halves when they are late, so that a fresh batch never waits long behind old ones, on a fibre or on a mobile link. Invariants: a
/// sequence leaves `unacknowledged` only by an acknowledgement; at most `windowMax` sequences are in flight; nothing is published while
/// disconnected.
package struct Sender: ~Copyable {
    package enum Action: Hashable, Sendable {
        /// Say what the outbox holds, before any batch of this connection.
        case hello
        /// Publish these, together where they fit.
        case publish([UInt64])
    }

    package enum Limit {
        package static let windowMax = 640
        /// Of these, at most so many are backlog, so that a fresh batch finds room at once. Some 8 MiB of full batches of straps.
        package static let backlogWindowMax = 512
        /// After a connection, before any acknowledgement: a hall full of gateways comes back at the same moment.
        package static let backlogWindowFirst = 4
        /// Old batches may delay fresh ones by that much, beyond what the way takes without them. RFC 6817 has 100 ms for the network alone; here
        /// the collector's commit is in it.
        package static let delayTarget = Duration.milliseconds(250)
        /// Batches that were not acknowledged in time and are sent again and again; more wait for the next connection. A collector may never
        /// be able to take some, such as those that were sealed to a key that it lost: they must not hold up the others.
        package static let lateMax = 1024
        static let resentMax = 64
        /// A collector commits and acknowledges within milliseconds; 5 s is a lost message, not a slow disk.
        package static let timeoutFirst = Duration.seconds(5)
        package static let timeoutMax = Duration.seconds(60)
    }

    private struct Flight {
        let start: Instant
        var deadline: Instant
        var attempts = 0
        let isBacklog: Bool
    }

    private var unacknowledged: SequenceRanges
    private var inFlight: [UInt64: Flight] = [:]
    /// Those that were not acknowledged in time: they take nobody's place.
    private var late: [UInt64: Flight] = [:]
    /// The quickest acknowledgement of this connection.
    private var shortestDelay: Duration?
    private var backlogInFlight = 0
    private var backlogWindow = Limit.backlogWindowFirst
    private var narrowed: Instant?
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
        late.removeAll()
        shortestDelay = nil
        backlogInFlight = 0
        backlogWindow = Limit.backlogWindowFirst
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
        var prompt = 0
        var isLate = false
        // Of one that was sent again, nobody knows which time was acknowledged (RFC 6298, §3).
        for sequence in late.keys where ranges.contains(sequence) { late[sequence] = nil }
        for (sequence, flight) in inFlight where ranges.contains(sequence) {
            inFlight[sequence] = nil
            let delay = now - flight.start
            let shortest = min(shortestDelay ?? delay, delay)
            shortestDelay = shortest
            guard flight.isBacklog else { continue }
            backlogInFlight -= 1
            if delay > shortest + Limit.delayTarget { isLate = true } else { prompt += 1 }
        }
        if isLate { narrow(at: now) } else { backlogWindow = min(backlogWindow + prompt, Limit.backlogWindowMax) }
        return fill(at: now)
    }

    /// Once in the time that it takes to see what came of it.
    private mutating func narrow(at now: Instant) {
        if let narrowed, now - narrowed < Limit.delayTarget { return }
        narrowed = now
        backlogWindow = max(backlogWindow / 2, 1)
    }

    /// The collector asks for these; the caller has found them in the outbox and marked them unacknowledged.
    package mutating func wanted(_ ranges: SequenceRanges, at now: Instant) -> [Action] {
        for range in ranges.ranges { unacknowledged.insert(range) }
        if let first = ranges.first { backlogCursor = min(backlogCursor, first) }
        return fill(at: now)
    }

    /// When `tick` has something to do, if nothing else happens before.
    package var deadline: Instant? { isConnected ? (inFlight.values.map(\.deadline) + late.values.map(\.deadline)).min() : nil }

    /// Publishes again what was not acknowledged in time, each time later.
    package mutating func tick(at now: Instant) -> [Action] {
        guard isConnected else { return [] }
        for (sequence, flight) in inFlight where flight.deadline <= now {
            inFlight[sequence] = nil
            if flight.isBacklog { backlogInFlight -= 1 }
            if late.count < Limit.lateMax { late[sequence] = flight }
            narrow(at: now)
        }
        let due = late.filter { $0.value.deadline <= now }.keys.sorted().prefix(Limit.resentMax)
        for sequence in due {
            guard var flight = late[sequence] else { continue }
            flight.attempts += 1
            flight.deadline = now + timeout(attempt: flight.attempts)
            late[sequence] = flight
        }
        return (due.isEmpty ? [] : [.publish(Array(due))]) + fill(at: now)
    }

    private mutating func fill(at now: Instant) -> [Action] {
        guard isConnected else { return [] }
        var actions: [Action] = []
        var taken = 0
        while taken < fresh.count, inFlight.count < Limit.windowMax {
            let sequence = fresh[taken]
            taken += 1
            guard unacknowledged.contains(sequence), inFlight[sequence] == nil, late[sequence] == nil else { continue }
            launch(sequence, isBacklog: false, at: now)
            actions.append(.publish([sequence]))
        }
        fresh.removeFirst(taken)
        // What finds no room while fresh is backlog from then on, so the list stays as short as the window.
        let firstFresh = fresh.min()
        if let firstFresh, fresh.count > Limit.windowMax {
            backlogCursor = min(backlogCursor, firstFresh)
            fresh.removeAll(keepingCapacity: true)
        }
        var backlog: [UInt64] = []
        while backlogInFlight < backlogWindow, inFlight.count < Limit.windowMax {
            guard let sequence = unacknowledged.first(atOrAfter: backlogCursor) else { break }
            if let firstFresh, !fresh.isEmpty, sequence >= firstFresh { break }
            backlogCursor = sequence + 1
            guard inFlight[sequence] == nil, late[sequence] == nil else { continue }
            launch(sequence, isBacklog: true, at: now)
            backlog.append(sequence)
        }
        return backlog.isEmpty ? actions : actions + [.publish(backlog)]
    }

    private mutating func launch(_ sequence: UInt64, isBacklog: Bool, at now: Instant) {
        inFlight[sequence] = Flight(start: now, deadline: now + timeout(attempt: 0), isBacklog: isBacklog)
        if isBacklog { backlogInFlight += 1 }
    }

    /// Doubles with each attempt up to the maximum; a quarter of jitter keeps gateways from answering an outage in step.
    private mutating func timeout(attempt: Int) -> Duration {
        let base = min(Limit.timeoutFirst * (1 << min(attempt, 8)), Limit.timeoutMax)
        return base + base * Double.random(in: 0...0.25, using: &random)
    }
}
