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
        case rates, activity, heartRateHigh, heartRateLow, beats, rhythmCondition, burden, pause, unreadable, valueLimits, changes, glucose,
            desaturations
        case earlyWarning, daily, variability, series, sensors, noData, gateway
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
        burden = read(burden, .burden)
        pause = read(pause, .pause)
        unreadable = read(unreadable, .unreadable)
        valueLimits = read(valueLimits, .valueLimits)
        changes = read(changes, .changes)
        glucose = read(glucose, .glucose)
        desaturations = read(desaturations, .desaturations)
        earlyWarning = read(earlyWarning, .earlyWarning)
        daily = read(daily, .daily)
        variability = read(variability, .variability)
        series = read(series, .series)
        sensors = read(sensors, .sensors)
        noData = read(noData, .noData)
        gateway = read(gateway, .gateway)
    }

    private static let fresh = PersonDetectors()

    /// Only what differs from a fresh one: most people have a strap and nothing else.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        let fresh = Self.fresh
        func write<Detector: Encodable & Equatable>(_ detector: Detector, _ fresh: Detector, _ key: CodingKeys) throws {
            if detector != fresh { try container.encode(detector, forKey: key) }
        }
        try write(rates, fresh.rates, .rates)
        try write(activity, fresh.activity, .activity)
        try write(heartRateHigh, fresh.heartRateHigh, .heartRateHigh)
        try write(heartRateLow, fresh.heartRateLow, .heartRateLow)
        try write(beats, fresh.beats, .beats)
        try write(rhythmCondition, fresh.rhythmCondition, .rhythmCondition)
        try write(burden, fresh.burden, .burden)
        try write(pause, fresh.pause, .pause)
        try write(unreadable, fresh.unreadable, .unreadable)
        try write(valueLimits, fresh.valueLimits, .valueLimits)
        try write(changes, fresh.changes, .changes)
        try write(glucose, fresh.glucose, .glucose)
        try write(desaturations, fresh.desaturations, .desaturations)
        try write(earlyWarning, fresh.earlyWarning, .earlyWarning)
        try write(daily, fresh.daily, .daily)
        try write(variability, fresh.variability, .variability)
        try write(series, fresh.series, .series)
        try write(sensors, fresh.sensors, .sensors)
        try write(noData, fresh.noData, .noData)
        try write(gateway, fresh.gateway, .gateway)
    }
}
