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
        let metric: String
    }

    private struct Entry {
        var waiting: Value?
        var published: ContinuousClock.Instant?
        var newest: Timestamp?
    }

    private var entries: [Key: Entry] = [:]

    /// Slightly less than a second, so that a value a second is never held back by jitter.
    private static let intervalMin = Duration.milliseconds(900)
    static let rhythm = "rhythm"
    /// A thousand a second: where more changed, each waits its turn, and alarms wait for none of them.
    private static let messagesMax = 100
    private static let roundMin = Duration.milliseconds(100)
    private var start = 0
    private var round: ContinuousClock.Instant?

    /// What was known before this run: older values that arrive now are not the latest.
    mutating func restore(_ observations: [Observation]) {
        for observation in observations {
            let key = Key(person: observation.person.text, metric: observation.metric.key)
            guard let entry = room(for: key) else { return }
            entries[key] = Entry(waiting: entry.waiting, published: entry.published, newest: observation.time)
        }
    }

    mutating func take(_ news: ViewsFollower.News) {
        for observation in news.observations {
            let key = Key(person: observation.person.text, metric: observation.metric.key)
            guard let entry = room(for: key) else { continue }
            if let newest = entry.newest, observation.time < newest { continue }
            entries[key] = Entry(waiting: .observation(observation), published: entry.published, newest: observation.time)
        }
        for rhythm in news.rhythms {
            let key = Key(person: rhythm.person, metric: Self.rhythm)
            guard let entry = room(for: key) else { continue }
            entries[key] = Entry(waiting: .rhythm(json: rhythm.json), published: entry.published)
        }
    }

    /// As many as the live snapshot holds.
    private func room(for key: Key) -> Entry? {
        entries[key] ?? (entries.count < LiveSnapshot.seriesMax ? Entry() : nil)
    }

    /// The topics and payloads that are to be published now.
    mutating func due(at now: ContinuousClock.Instant, topics: Topics) -> [(topic: String, payload: [UInt8])] {
        if let round, now - round < Self.roundMin { return [] }
        round = now
        var messages: [(topic: String, payload: [UInt8])] = []
        // On from where the last round stopped; the order of a dictionary stays as long as nothing is added.
        start = start < entries.count ? start : 0
        var index = entries.index(entries.startIndex, offsetBy: start)
        for _ in 0..<entries.count where messages.count < Self.messagesMax {
            defer {
                entries.formIndex(after: &index)
                start += 1
                if index == entries.endIndex { (index, start) = (entries.startIndex, 0) }
            }
            let entry = entries.values[index]
            guard let value = entry.waiting, entry.published.map({ now - $0 >= Self.intervalMin }) ?? true else { continue }
            switch value {
            case .observation(let observation):
                messages.append(
                    (topics.latest(observation.person, observation.metric), JSON.bytes(ObservationMessage(observation))))
            case .rhythm(let json):
                messages.append(("\(topics.root)/person/\(entries.keys[index].person)/\(Self.rhythm)", Array(json.utf8)))
            }
            entries.values[index].waiting = nil
            entries.values[index].published = now
        }
        return messages
    }
}
