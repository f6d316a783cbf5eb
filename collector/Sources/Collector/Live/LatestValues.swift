// Retained latest values: at most one a second for each person and metric, however fast they come.

import Timeline
import Uplink
import Vitals

/// Which values changed since they were last published, and when they may be published again; the snapshot has the values.
struct LatestValues {
    enum Key: Hashable {
        case observation(SeriesTable<Observation>.Place)
        /// Of a person.
        case rhythm(String)
    }

    /// A value to publish now.
    struct Due: Sendable {
        let key: Key
        fileprivate let value: Value

        fileprivate enum Value {
            case observation(Observation)
            case rhythm(person: String, json: String)
        }

        func topic(_ topics: Topics) -> String {
            switch value {
            case .observation(let observation): topics.latest(observation.person, observation.metric)
            case .rhythm(let person, _): "\(topics.root)/person/\(person)/\(LatestValues.rhythm)"
            }
        }

        /// Whose values of which metric these are; `nil`: a rhythm.
        var series: (PersonID, Metric)? {
            if case .observation(let observation) = value { (observation.person, observation.metric) } else { nil }
        }

        var payload: [UInt8] {
            switch value {
            case .observation(let observation): JSON.bytes(ObservationMessage(observation))
            case .rhythm(_, let json): Array(json.utf8)
            }
        }
    }

    private struct Entry {
        var isWaiting = false
        var published: ContinuousClock.Instant?
    }

    private var observations: [Entry] = []
    private var rhythms: [String: Entry] = [:]
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
        guard !queue.isEmpty else { return nil }
        return max(.zero, (round.map { $0 + Self.roundMin } ?? now) - now, (earliest ?? now) - now)
    }

    mutating func changed(_ key: Key) {
        guard !self[key].isWaiting else { return }
        self[key].isWaiting = true
        queue.append(key)
        earliest = nil
    }

    private subscript(key: Key) -> Entry {
        get {
            switch key {
            case .observation(let place): place.number < observations.count ? observations[place.number] : Entry()
            case .rhythm(let person): rhythms[person] ?? Entry()
            }
        }
        set {
            switch key {
            case .observation(let place):
                if place.number >= observations.count {
                    observations += Array(repeating: Entry(), count: place.number + 1 - observations.count)
                }
                observations[place.number] = newValue
            case .rhythm(let person): rhythms[person] = newValue
            }
        }
    }

    /// Takes out what may be published now.
    mutating func take(at now: ContinuousClock.Instant, from snapshot: LiveSnapshot) -> [Due] {
        if let round, now - round < Self.roundMin { return [] }
        round = now
        earliest = nil
        var early: [Key] = []
        var due: [Due] = []
        var taken = 0
        while taken < queue.count, due.count < Self.messagesMax {
            let key = queue[taken]
            taken += 1
            if let published = self[key].published, now - published < Self.intervalMin {
                early.append(key)
                earliest = min(earliest ?? published + Self.intervalMin, published + Self.intervalMin)
                continue
            }
            self[key] = Entry(isWaiting: false, published: now)
            switch key {
            case .observation(let place):
                due.append(Due(key: key, value: .observation(snapshot.observations[place])))
            case .rhythm(let person):
                guard let json = snapshot.rhythms[person] else { continue }
                due.append(Due(key: key, value: .rhythm(person: person, json: json)))
            }
        }
        queue.removeFirst(taken)
        if !queue.isEmpty { earliest = nil }
        queue += early
        return due
    }
}
