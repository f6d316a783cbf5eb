// Retained latest values: at most one a second for each person and metric, however fast they come.

import Timeline
import Uplink
import Vitals

/// What changed since it was last published, and when it may be published again.
struct LatestValues {
    private enum Value {
        case observation(Observation)
        case rhythm(json: String)
    }

    private struct Key: Hashable {
        let person: String
        /// `nil`: the rhythm.
        let metric: Metric?
    }

    private struct Entry {
        var waiting: Value?
        var published: ContinuousClock.Instant?
        var newest: Timestamp?
    }

    private var entries: [Key: Entry] = [:]
    /// Those that wait, first come, first served.
    private var queue: [Key] = []
    private var round: ContinuousClock.Instant?
    /// When the first of those that wait may be published, if none can be before; `nil`: now.
    private var earliest: ContinuousClock.Instant?

    /// Slightly less than a second, so that a value a second is never held back by jitter.
    private static let intervalMin = Duration.milliseconds(900)
    static let rhythm = "rhythm"
    /// A thousand a second: where more changed, each waits its turn, and alarms wait for none of them.
    private static let messagesMax = 100
    private static let roundMin = Duration.milliseconds(100)

    /// How long until something can be published; `nil` while nothing waits.
    func pause(at now: ContinuousClock.Instant) -> Duration? {
        queue.isEmpty ? nil : max(Self.roundMin, earliest.map { $0 - now } ?? .zero)
    }

    /// What was known before this run: older values that arrive now are not the latest.
    mutating func restore(_ observations: [Observation]) {
        for observation in observations {
            let key = Key(person: observation.person.text, metric: observation.metric)
            guard let place = place(of: key) else { return }
            entries.values[place].newest = observation.time
        }
    }

    mutating func take(_ news: ViewsFollower.News) {
        for observation in news.observations {
            let key = Key(person: observation.person.text, metric: observation.metric)
            guard let place = place(of: key) else { continue }
            if let newest = entries.values[place].newest, observation.time < newest { continue }
            wait(.observation(observation), key, place, newest: observation.time)
        }
        for rhythm in news.rhythms {
            let key = Key(person: rhythm.person, metric: nil)
            if let place = place(of: key) { wait(.rhythm(json: rhythm.json), key, place, newest: nil) }
        }
    }

    private mutating func wait(_ value: Value, _ key: Key, _ place: Dictionary<Key, Entry>.Index, newest: Timestamp?) {
        if entries.values[place].waiting == nil {
            queue.append(key)
            earliest = nil
        }
        entries.values[place].waiting = value
        entries.values[place].newest = newest
    }

    /// As many as the live snapshot holds; `nil`: one more has no room.
    private mutating func place(of key: Key) -> Dictionary<Key, Entry>.Index? {
        if let known = entries.index(forKey: key) { return known }
        guard entries.count < LiveSnapshot.seriesMax else { return nil }
        entries[key] = Entry()
        return entries.index(forKey: key)
    }

    /// Publishes what is due. What cannot be published waits on.
    mutating func publish(at now: ContinuousClock.Instant, topics: Topics, _ publish: (_ topic: String, _ payload: [UInt8]) throws -> Void)
        throws
    {
        if let round, now - round < Self.roundMin { return }
        round = now
        earliest = nil
        var early: [Key] = []
        var (taken, messages) = (0, 0)
        defer {
            queue.removeFirst(taken)
            if !queue.isEmpty { earliest = nil }
            queue += early
        }
        while taken < queue.count, messages < Self.messagesMax {
            let key = queue[taken]
            if let entry = entries[key], let value = entry.waiting {
                if let published = entry.published, now - published < Self.intervalMin {
                    early.append(key)
                    earliest = min(earliest ?? published + Self.intervalMin, published + Self.intervalMin)
                } else {
                    switch value {
                    case .observation(let observation):
                        try publish(topics.latest(observation.person, observation.metric), JSON.bytes(ObservationMessage(observation)))
                    case .rhythm(let json): try publish("\(topics.root)/person/\(key.person)/\(Self.rhythm)", Array(json.utf8))
                    }
                    entries[key] = Entry(waiting: nil, published: now, newest: entry.newest)
                    messages += 1
                }
            }
            taken += 1
        }
    }
}
