// What a new subscriber is told first: the last of everything.

import Vitals

/// The latest event of each person and metric, rhythm, gateway and alarm that is on, and the last alarms that went off.
struct LiveSnapshot {
    private(set) var observations = SeriesTable<Observation>(countMax: seriesMax)
    /// JSON by person.
    private(set) var rhythms: [String: String] = [:]
    private(set) var gateways: [String: GatewayMessage] = [:]
    /// Of one alarm: whom it is about, and its event.
    private typealias Told = (person: String, text: String)
    private var active: [String: Told] = [:]
    private var ended: [(id: String, told: Told)] = []

    /// 10,000 people with six metrics, or 60,000 with one, and 250 bytes each are 15 MB; anybody beyond is seen when something changes.
    static let seriesMax = 60_000
    static let peopleMax = 60_000
    static let gatewaysMax = 1000
    static let alarmsMax = 10_000
    static let endedMax = 20

    mutating func take(_ event: LiveEvent) {
        switch event {
        case .observation(let observation): take(observation)
        case .rhythm(let person, let json):
            guard rhythms[person] != nil || rhythms.count < Self.peopleMax else { return }
            rhythms[person] = json
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

    /// Returns where it stands now; `nil` where it is not the latest: a backlog comes after what is newer.
    @discardableResult
    mutating func take(_ observation: Observation) -> SeriesTable<Observation>.Place? {
        guard let place = observations.place(of: observation.person, observation.metric, else: observation),
            observation.time >= observations[place].time
        else { return nil }
        observations[place] = observation
        return place
    }

    /// Alarms first: whoever opens the page in need sees them at once. `person`: only what is about somebody.
    func texts(of person: PersonID?) -> [String] {
        func isWanted(_ name: String) -> Bool { person == nil || person?.text == name }
        return active.values.filter { isWanted($0.person) }.map(\.text)
            + (person == nil ? gateways.values.map { LiveEvent.gateway($0).text } : [])
            + rhythms.filter { isWanted($0.key) }.map { LiveEvent.rhythm(person: $0.key, json: $0.value).text }
            + observations.values(of: person).map { LiveEvent.observation($0).text }
            + ended.filter { isWanted($0.told.person) }.map(\.told.text)
    }
}
