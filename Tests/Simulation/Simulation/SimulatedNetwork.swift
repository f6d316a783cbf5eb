// Messages and timers of all machines in one queue: a simulation is a loop around `next()`.

private import TestSupport

/// A network between named ends, with virtual time. The same seed and the same calls give the same events.
package struct SimulatedNetwork<End: Hashable & Sendable, Message, Timer> {
    package enum Event {
        case message(Message, from: End, to: End)
        case timer(Timer, of: End)
    }

    package enum Limit {
        /// A simulation has some thousand messages under way; a million is one that runs away.
        package static var inFlightMax: Int { 1_000_000 }
    }

    package struct Counters: Hashable, Sendable {
        package var sent = 0
        package var delivered = 0
        package var duplicated = 0
        package var reordered = 0
        package var lost = 0
        /// Across a partition, at sending or on the way.
        package var partitioned = 0
        /// In flight when the broker or an end ended.
        package var droppedInFlight = 0
        /// Above `Limit.inFlightMax`.
        package var refused = 0
        package var timers = 0
    }

    /// Identifies a timer that may be cancelled.
    package struct TimerID: Hashable, Sendable {
        fileprivate let number: UInt64
    }

    private struct Link: Hashable {
        let from: End
        let to: End
    }

    private var queue = EventQueue<Event>()
    private var random: SeededGenerator
    package var conditions: LinkConditions
    private var special: [Link: LinkConditions] = [:]
    /// When the last message that keeps its order arrives.
    private var lastArrival: [Link: Duration] = [:]
    private var severed: Set<Link> = []
    package private(set) var inFlightCount = 0
    package private(set) var counters = Counters()

    package init(seed: UInt64, conditions: LinkConditions = .calm) {
        random = SeededGenerator(seed: seed)
        self.conditions = conditions
    }

    /// Since the simulation began.
    package var now: Duration { queue.now }
    package var nextDue: Duration? { queue.nextDue }

    package mutating func send(_ message: Message, from: End, to: End) {
        counters.sent += 1
        let link = Link(from: from, to: to)
        let weather = special[link] ?? conditions
        guard !severed.contains(link) else {
            counters.partitioned += 1
            return
        }
        // All three are drawn for each message, so that a change of one chance leaves the others' luck alone.
        let (isLost, isDoubled, isReordered) = (
            happens(weather.lossPerMillion), happens(weather.duplicationPerMillion), happens(weather.reorderingPerMillion)
        )
        guard !isLost else {
            counters.lost += 1
            return
        }
        if isReordered { counters.reordered += 1 }
        launch(message, on: link, weather, isReordered: isReordered)
        guard isDoubled else { return }
        counters.duplicated += 1
        launch(message, on: link, weather, isReordered: true)
    }

    private mutating func launch(_ message: Message, on link: Link, _ weather: LinkConditions, isReordered: Bool) {
        guard inFlightCount < Limit.inFlightMax else {
            counters.refused += 1
            return
        }
        var arrival = queue.now + between(weather.delayMin, weather.delayMax)
        if isReordered {
            arrival += between(.zero, weather.lagMax)
        } else {
            arrival = max(arrival, lastArrival[link] ?? .zero)
            lastArrival[link] = arrival
        }
        inFlightCount += 1
        queue.schedule(.message(message, from: link.from, to: link.to), at: arrival)
    }

    /// The next thing that happens; `nil`: nothing ever will. Time moves on to it.
    package mutating func next() -> Event? {
        while let (_, event) = queue.next() {
            guard case .message(_, let from, let to) = event else {
                counters.timers += 1
                return event
            }
            inFlightCount -= 1
            guard !severed.contains(Link(from: from, to: to)) else {
                counters.partitioned += 1
                continue
            }
            counters.delivered += 1
            return event
        }
        return nil
    }

    /// Lets time pass in which nothing happens. Not beyond the next event.
    package mutating func advance(to time: Duration) { queue.advance(to: time) }

    @discardableResult
    package mutating func setTimer(_ timer: Timer, of end: End, after delay: Duration) -> TimerID {
        TimerID(number: queue.schedule(.timer(timer, of: end), at: queue.now + delay))
    }

    package mutating func cancel(_ timer: TimerID) { queue.removeAll { number, _ in number == timer.number } }

    /// The end's process is gone: its timers, and what was on the way to it.
    package mutating func end(_ end: End) {
        removeMessages { _, to in to == end }
        queue.removeAll { _, event in if case .timer(_, of: end) = event { true } else { false } }
    }

    /// A broker that restarts loses what it had not handed on.
    package mutating func restartBroker() { removeMessages { _, _ in true } }

    private mutating func removeMessages(where isUnwanted: (End, End) -> Bool) {
        let dropped = queue.removeAll { _, event in if case .message(_, let from, let to) = event { isUnwanted(from, to) } else { false } }
        inFlightCount -= dropped
        counters.droppedInFlight += dropped
        lastArrival.removeAll()
    }

    /// Nothing passes from `from` to `to` until healed; the way back is another link.
    package mutating func sever(from: End, to: End) { severed.insert(Link(from: from, to: to)) }

    /// Nothing passes between the two groups, in either direction, until healed.
    package mutating func partition(_ group: [End], from others: [End]) {
        for one in group {
            for other in others {
                sever(from: one, to: other)
                sever(from: other, to: one)
            }
        }
    }

    package mutating func heal() { severed.removeAll() }

    /// Conditions of one link, one way; `nil`: those of the network.
    package mutating func setConditions(_ conditions: LinkConditions?, from: End, to: End) {
        special[Link(from: from, to: to)] = conditions
    }

    private mutating func happens(_ perMillion: UInt32) -> Bool { UInt32.random(in: 0..<1_000_000, using: &random) < perMillion }

    /// In whole microseconds.
    private mutating func between(_ low: Duration, _ high: Duration) -> Duration {
        let span = max(0, (high - low) / .microseconds(1))
        return low + .microseconds(Int64.random(in: 0...Int64(span), using: &random))
    }
}
