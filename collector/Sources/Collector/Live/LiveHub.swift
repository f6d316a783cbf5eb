// Many people look at one stream. Each has a bounded queue; nobody's slowness costs anybody else memory or time.

import Synchronization
import Telemetry
import Vitals

/// Gives every event to every subscriber, and to a new one first the last of everything.
package final class LiveHub: Sendable {
    /// A subscriber's share: the snapshot as of the moment of subscription, and every event after it.
    struct Subscription: Sendable {
        let id: Int
        let snapshot: [String]
        let events: AsyncStream<String>
    }

    private struct Subscriber {
        let continuation: AsyncStream<String>.Continuation
        /// `nil`: everybody.
        let person: String?
    }

    private struct State {
        var snapshot = LiveSnapshot()
        var subscribers: [Int: Subscriber] = [:]
        var lastID = 0
    }

    private let state = Mutex(State())
    private let metrics: APIMetrics

    package static let subscribersMax = 100
    /// 4096 events of 250 bytes are 1 MB: about a minute and a half of twenty straps for a reader that has stalled.
    package static let queueMax = 4096
    /// A comment that says "alive" to both ends and to proxies between them.
    static let heartbeat = ": alive\n\n"
    static let heartbeatInterval = Duration.seconds(15)
    /// Under one lock: a millisecond, where somebody reads them.
    private static let eventsAtOnce = 100

    package init(metrics: CollectorMetrics) {
        self.metrics = metrics.api
    }

    /// To everything, or to what is about one person. `nil` when there are too many subscribers.
    func subscribe(to person: PersonID? = nil) -> Subscription? {
        let subscription = state.withLock { state -> Subscription? in
            guard state.subscribers.count < Self.subscribersMax else { return nil }
            state.lastID += 1
            let (events, continuation) = AsyncStream.makeStream(of: String.self, bufferingPolicy: .bufferingOldest(Self.queueMax))
            state.subscribers[state.lastID] = Subscriber(continuation: continuation, person: person?.text)
            metrics.subscribers.set(Double(state.subscribers.count))
            return Subscription(id: state.lastID, snapshot: state.snapshot.texts(of: person), events: events)
        }
        if subscription == nil { metrics.subscribersRefused.increment() }
        return subscription
    }

    /// The JSON of what each gateway said last, by name.
    func gateways() -> [String] {
        state.withLock { $0.snapshot.gateways }.sorted { $0.key < $1.key }.map { JSON.text($0.value) }
    }

    func unsubscribe(_ id: Int) {
        let subscriber = state.withLock { state in
            defer { metrics.subscribers.set(Double(state.subscribers.count)) }
            return state.subscribers.removeValue(forKey: id)
        }
        subscriber?.continuation.finish()
    }

    package func publish(_ event: LiveEvent) { publish([event]) }

    package func publish(_ events: [LiveEvent]) {
        give(events.count) { place, state in
            state.snapshot.take(events[place])
            return state.subscribers.isEmpty ? nil : events[place]
        }
    }

    /// Those that are no older than `oldest`.
    func publish(_ observations: ArraySlice<Observation>, since oldest: Timestamp) {
        give(observations.count) { index, state in
            let place = observations.startIndex + index
            guard observations[place].time >= oldest else { return nil }
            state.snapshot.take(observations[place])
            return state.subscribers.isEmpty ? nil : .observation(observations[place])
        }
    }

    /// In their order. Whoever subscribes meanwhile waits for some of them, not for all. `take` returns what somebody is to hear.
    private func give(_ count: Int, _ take: (Int, inout State) -> LiveEvent?) {
        metrics.events.increment(by: count)
        for start in stride(from: 0, to: count, by: Self.eventsAtOnce) {
            end(
                state.withLock { state in
                    var slow: [AsyncStream<String>.Continuation] = []
                    for place in start..<min(start + Self.eventsAtOnce, count) {
                        // The text is made only where somebody reads it.
                        if let event = take(place, &state) { slow += give(event.text, about: event, &state) }
                    }
                    return slow
                })
        }
    }

    func beat() { end(state.withLock { give(Self.heartbeat, about: nil, &$0) }) }

    /// Ends every subscription: the server stops.
    func close() {
        let continuations = state.withLock { state in
            defer { state.subscribers = [:] }
            return state.subscribers.values.map(\.continuation)
        }
        for continuation in continuations { continuation.finish() }
    }

    /// Returns those who do not keep up. A full queue must not lose an event silently: its stream ends, and the reader connects again to a fresh
    /// snapshot.
    private func give(
        _ text: @autoclosure () -> String, about event: LiveEvent?, _ state: inout State
    ) -> [AsyncStream<String>.Continuation] {
        let readers = state.subscribers.filter { $0.value.person == nil || event == nil || $0.value.person == event?.person }
        guard !readers.isEmpty else { return [] }
        let text = text()
        var slow: [AsyncStream<String>.Continuation] = []
        for (id, reader) in readers {
            guard case .dropped = reader.continuation.yield(text) else { continue }
            slow.append(reader.continuation)
            state.subscribers[id] = nil
        }
        metrics.subscribers.set(Double(state.subscribers.count))
        return slow
    }

    private func end(_ slow: [AsyncStream<String>.Continuation]) {
        for continuation in slow {
            metrics.subscribersDropped.increment()
            continuation.finish()
        }
    }
}
