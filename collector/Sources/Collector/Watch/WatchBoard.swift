// What the terminal view knows, from the broker's topics alone.

import Uplink
import Vitals

/// The last of everything that the topics said; bounded.
struct WatchBoard {
    struct Person {
        /// Heart rates, oldest first, at most `ratesMax`.
        var rates: [Double] = []
        var rateTime: Timestamp?
        var quality = ""
        var rhythm: RhythmMessage?
        var battery: Double?
        var isSimulated = false
    }

    private(set) var people: [String: Person] = [:]
    private(set) var gateways: [String: GatewayStatus] = [:]
    private(set) var active: [String: AlarmMessage] = [:]
    /// Oldest first.
    private(set) var recent: [AlarmMessage] = []

    /// A terminal shows some forty lines.
    static let peopleMax = 100
    static let gatewaysMax = 100
    static let activeMax = 1000
    static let recentMax = 5
    static let ratesMax = 40

    var isEmpty: Bool { people.isEmpty && gateways.isEmpty && active.isEmpty && recent.isEmpty }

    /// Takes a message; what is not understood changes nothing.
    mutating func take(topic: String, payload: [UInt8], topics: Topics) {
        if let (gateway, kind) = topics.gatewayMessage(of: topic) {
            guard kind == .status else { return }
            guard !payload.isEmpty else {
                gateways[gateway.text] = nil
                return
            }
            guard let status = try? JSON.value(GatewayStatus.self, from: payload) else { return }
            if gateways[gateway.text] != nil || gateways.count < Self.gatewaysMax { gateways[gateway.text] = status }
            return
        }
        let levels = topic.dropFirst(topics.root.count + 1).split(separator: "/").map(String.init)
        guard topic.hasPrefix(topics.root + "/"), levels.count == 3 else { return }
        switch (levels[0], levels[2]) {
        case ("person", LatestValues.rhythm): takeRhythm(payload)
        case ("person", _): takeObservation(payload)
        case ("alarm", "active"): takeActive(payload, of: levels[1])
        case ("alarm", _): takeAlarm(payload)
        default: break
        }
    }

    private mutating func takeObservation(_ payload: [UInt8]) {
        guard let message = try? JSON.value(ObservationMessage.self, from: payload), var person = room(for: message.person) else { return }
        person.isSimulated = message.simulated
        switch message.metric {
        case Metric.heartRate.key:
            person.rates = (person.rates + [message.value]).suffix(Self.ratesMax)
            person.rateTime = Timestamp(message.time)
            person.quality = message.quality
        case Metric.batteryLevel.key: person.battery = message.value
        default: break
        }
        people[message.person] = person
    }

    private mutating func takeRhythm(_ payload: [UInt8]) {
        guard let message = try? JSON.value(RhythmMessage.self, from: payload), var person = room(for: message.person) else { return }
        person.rhythm = message
        people[message.person] = person
    }

    private func room(for person: String) -> Person? {
        people[person] ?? (people.count < Self.peopleMax ? Person() : nil)
    }

    private mutating func takeAlarm(_ payload: [UInt8]) {
        guard let alarm = try? JSON.value(AlarmMessage.self, from: payload) else { return }
        recent.removeAll { $0.id == alarm.id && $0.revision <= alarm.revision }
        recent = (recent + [alarm]).suffix(Self.recentMax)
    }

    private mutating func takeActive(_ payload: [UInt8], of person: String) {
        guard let alarms = try? JSON.value([AlarmMessage].self, from: payload) else { return }
        active = active.filter { $0.value.person != person }
        for alarm in alarms where active.count < Self.activeMax { active[alarm.id] = alarm }
    }
}
