// What a new subscriber is told first: the last of everything.

import Vitals

/// The latest event of each person and metric, rhythm, gateway and alarm that is on, and the last alarms that went off.
struct LiveSnapshot {
    private struct SeriesKey: Hashable {
        let person: PersonID
        let metric: Metric
    }

    private var observations: [SeriesKey: Observation] = [:]
    private var rhythms: [String: String] = [:]
    private(set) var gateways: [String: GatewayMessage] = [:]
    /// Of one alarm: whom it is about, and its event.
    private typealias Told = (person: String, text: String)
    private var active: [String: Told] = [:]
    private var ended: [(id: String, told: Told)] = []

    /// 10,000 people with six metrics and 250 bytes each are 15 MB; anybody beyond is seen when something changes.
    static let seriesMax = 60_000
    static let peopleMax = 10_000
    static let gatewaysMax = 1000
    static let alarmsMax = 10_000
    static let endedMax = 20

    mutating func take(_ event: LiveEvent) {
        switch event {
        case .observation(let observation): take(observation)
        case .rhythm(let person, _):
            guard rhythms[person] != nil || rhythms.count < Self.peopleMax else { return }
            rhythms[person] = event.text
        case .gateway(let message):
            let name = message.gateway.text
            guard gateways[name] != nil || gateways.count < Self.gatewaysMax else { return }
            gateways[name] = message
        case .alarm(let id, let person, let isOn, _):
            ended.removeAll { $0.id == id }
            if isOn {
                guard active[id] != nil || active.count < Self.alarmsMax else { return }
                active[id] = (person, event.text)
            } else {
                active[id] = nil
                ended.append((id, (person, event.text)))
                if ended.count > Self.endedMax { ended.removeFirst() }
            }
        }
    }

    mutating func take(_ observation: Observation) {
        let key = SeriesKey(person: observation.person, metric: observation.metric)
        if let known = observations.index(forKey: key) {
            // A backlog within the live window comes after what is newer.
            if observation.time >= observations.values[known].time { observations.values[known] = observation }
        } else if observations.count < Self.seriesMax {
            observations[key] = observation
        }
    }

    /// Alarms first: whoever opens the page in need sees them at once. `person`: only what is about somebody.
    func texts(of person: PersonID?) -> [String] {
        func isWanted(_ name: String) -> Bool { person == nil || person?.text == name }
        return active.values.filter { isWanted($0.person) }.map(\.text)
            + (person == nil ? gateways.values.map { LiveEvent.gateway($0).text } : [])
            + rhythms.filter { isWanted($0.key) }.map(\.value)
            + observations.filter { isWanted($0.key.person.text) }.map { LiveEvent.observation($0.value).text }
            + ended.filter { isWanted($0.told.person) }.map(\.told.text)
    }
}
