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
        /// What is to be published; `nil`: nobody publishes it.
        var latest: LatestValues?
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

    /// `isKnown`: it was published before.
    package func publish(_ events: [LiveEvent], isKnown: Bool = false) {
        give(events.count) { place, state in
            state.snapshot.take(events[place])
            if case .rhythm(let person, _) = events[place], !isKnown { state.latest?.changed(.rhythm(person)) }
            return state.subscribers.isEmpty ? nil : events[place]
        }
    }

    /// Those that are no older than `oldest`; who subscribes later sees the latest, however old.
    func publish(_ observations: ArraySlice<Observation>, since oldest: Timestamp, isKnown: Bool = false) {
        give(observations.count) { index, state in
            let place = observations.startIndex + index
            let stands = state.snapshot.take(observations[place])
            if let stands, !isKnown { state.latest?.changed(.observation(stands)) }
            return state.subscribers.isEmpty || observations[place].time < oldest ? nil : .observation(observations[place])
        }
    }

    /// From now on latest values wait to be published.
    func keepLatest() { state.withLock { $0.latest = LatestValues() } }

    /// How long until a latest value can be published; `nil` while none waits.
    func latestPause(at now: ContinuousClock.Instant) -> Duration? { state.withLock { $0.latest?.pause(at: now) } }

    /// Takes out the latest values that may be published now, each with its text.
    func takeLatest(at now: ContinuousClock.Instant) -> [LatestValues.Due] {
        state.withLock { state in state.latest?.take(at: now, from: state.snapshot) ?? [] }
    }

    /// They could not be published after all.
    func putBack(_ due: ArraySlice<LatestValues.Due>) {
        state.withLock { state in for value in due { state.latest?.changed(value.key) } }
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
