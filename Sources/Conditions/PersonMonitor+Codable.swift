// What is stored of a monitor is read by later versions, whose detectors may be others.

import HeartRhythm
import Vitals

extension PersonMonitor: Codable {
    private enum CodingKeys: String, CodingKey {
        case person, limits
    }

    package init(from decoder: any Decoder) throws {
        let stored = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            person: try stored.decode(PersonID.self, forKey: .person),
            limits: try stored.decodeIfPresent(MonitorLimits.self, forKey: .limits) ?? .standard)
        detectors = try PersonDetectors(from: decoder)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(person, forKey: .person)
        if limits != .standard { try container.encode(limits, forKey: .limits) }
        try detectors.encode(to: encoder)
    }
}

extension PersonDetectors: Codable {
    private enum CodingKeys: String, CodingKey {
        case rates, activity, heartRateHigh, heartRateLow, beats, rhythmCondition, pause, unreadable, valueLimits, changes, glucose,
            desaturations
        case earlyWarning, daily, series, sensors, noData
    }

    init(from decoder: any Decoder) throws {
        let stored = try decoder.container(keyedBy: CodingKeys.self)
        func read<Detector: Decodable>(_ fresh: Detector, _ key: CodingKeys) -> Detector {
            (try? stored.decode(Detector.self, forKey: key)) ?? fresh
        }
        rates = read(rates, .rates)
        activity = read(activity, .activity)
        heartRateHigh = read(heartRateHigh, .heartRateHigh)
        heartRateLow = read(heartRateLow, .heartRateLow)
        beats = read(beats, .beats)
        rhythmCondition = read(rhythmCondition, .rhythmCondition)
        pause = read(pause, .pause)
        unreadable = read(unreadable, .unreadable)
        valueLimits = read(valueLimits, .valueLimits)
        changes = read(changes, .changes)
        glucose = read(glucose, .glucose)
        desaturations = read(desaturations, .desaturations)
        earlyWarning = read(earlyWarning, .earlyWarning)
        daily = read(daily, .daily)
        series = read(series, .series)
        sensors = read(sensors, .sensors)
        noData = read(noData, .noData)
    }

    /// Only what differs from a fresh one: most people have a strap and nothing else.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        let fresh = PersonDetectors()
        func write<Detector: Encodable & Equatable>(_ path: KeyPath<Self, Detector>, _ key: CodingKeys) throws {
            if self[keyPath: path] != fresh[keyPath: path] { try container.encode(self[keyPath: path], forKey: key) }
        }
        try write(\.rates, .rates)
        try write(\.activity, .activity)
        try write(\.heartRateHigh, .heartRateHigh)
        try write(\.heartRateLow, .heartRateLow)
        try write(\.beats, .beats)
        try write(\.rhythmCondition, .rhythmCondition)
        try write(\.pause, .pause)
        try write(\.unreadable, .unreadable)
        try write(\.valueLimits, .valueLimits)
        try write(\.changes, .changes)
        try write(\.glucose, .glucose)
        try write(\.desaturations, .desaturations)
        try write(\.earlyWarning, .earlyWarning)
        try write(\.daily, .daily)
        try write(\.series, .series)
        try write(\.sensors, .sensors)
        try write(\.noData, .noData)
    }
}
