// One number from several vital signs, each of which may be harmless by itself.

package import Vitals

/// The National Early Warning Score, as far as wearables and home devices can tell it.
///
/// Source: Royal College of Physicians, National Early Warning Score (NEWS) 2, London 2017, chart 1. Oxygen is scored by scale 1 and as on
/// air, consciousness as alert: no device tells of either, so the score is partial, and what is missing is named. Five points and more call
/// for an urgent look, seven for an emergency one (chart 2).
package struct EarlyWarningScore: Hashable, Sendable, Codable {
    private struct Reading: Hashable, Sendable, Codable {
        let value: Double
        let time: Timestamp
    }

    /// What is scored, in the order of the chart.
    enum Sign: String, Hashable, Sendable, Codable, CaseIterable {
        case respiratoryRate = "respiratory_rate"
        case oxygenSaturation = "oxygen_saturation"
        case systolicPressure = "systolic_pressure"
        case pulse = "heart_rate"
        case temperature = "body_temperature"

        init?(_ metric: Metric) {
            switch metric {
            case .respiratoryRate: self = .respiratoryRate
            case .oxygenSaturation: self = .oxygenSaturation
            case .systolicPressure: self = .systolicPressure
            case .heartRate, .pulseRate: self = .pulse
            case .bodyTemperature: self = .temperature
            default: return nil
            }
        }

        /// How long a value counts: the chart is filled in at least every 12 hours; what is measured all the time is out of date sooner.
        var lifetime: Duration {
            switch self {
            case .respiratoryRate, .oxygenSaturation, .pulse: .seconds(900)
            case .systolicPressure, .temperature: .seconds(12 * 3600)
            }
        }

        /// 0 to 3 points.
        func points(_ value: Double) -> Int {
            switch self {
            case .respiratoryRate: value <= 8 || value >= 25 ? 3 : value >= 21 ? 2 : value <= 11 ? 1 : 0
            case .oxygenSaturation: value <= 91 ? 3 : value <= 93 ? 2 : value <= 95 ? 1 : 0
            case .systolicPressure: value <= 90 || value >= 220 ? 3 : value <= 100 ? 2 : value <= 110 ? 1 : 0
            case .pulse: value <= 40 || value >= 131 ? 3 : value >= 111 ? 2 : value <= 50 || value >= 91 ? 1 : 0
            case .temperature: value <= 35 ? 3 : value >= 39.1 ? 2 : value <= 36 || value >= 38.1 ? 1 : 0
            }
        }
    }

    package private(set) var isPresent = false
    /// By the place of the sign in `Sign.allCases`; means of a minute smooth what comes every second.
    private var readings: [Reading?] = Array(repeating: nil, count: Sign.allCases.count)
    private var held = Sustained()

    package static let pointsMin = 5
    /// A pulse alone is the heart-rate limits' matter.
    private static let signsMin = 3
    private static let delay = Duration.seconds(120)
    private static let gapMax = Duration.seconds(3600)

    package init() {}

    /// Takes a trusted value, and says whether the score has been high, or no longer is, for two minutes. The chart is for somebody at rest:
    /// while a person moves nothing is scored.
    package mutating func add(_ metric: Metric, _ value: Double, at time: Timestamp, isActive: Bool = false) -> Transition? {
        guard !isActive, let sign = Sign(metric), let place = Sign.allCases.firstIndex(of: sign) else { return nil }
        if let known = readings[place], known.time > time { return nil }
        readings[place] = Reading(value: smoothed(value, sign, readings[place], at: time), time: time)
        let current = Sign.allCases.indices.filter { place in
            readings[place].map { time.elapsed(since: $0.time) <= Sign.allCases[place].lifetime } ?? false
        }
        let points = current.map { place in readings[place].map { Sign.allCases[place].points($0.value.rounded(Sign.allCases[place])) } ?? 0
        }
        let total = points.reduce(0, +)
        let isHigh = total >= Self.pointsMin && current.count >= Self.signsMin
        guard let lasted = held.update(holds: isHigh != isPresent, at: time, gapMax: Self.gapMax), lasted >= Self.delay,
            let since = held.since
        else { return nil }
        isPresent.toggle()
        held.reset()
        var evidence = [
            Evidence(name: Evidence.score, value: Double(total), unit: "1"),
            Evidence(name: Evidence.limit, value: Double(Self.pointsMin), unit: "1"),
        ]
        for (place, sign) in Sign.allCases.enumerated() {
            if let at = current.firstIndex(of: place) {
                evidence.append(Evidence(name: "points_" + sign.rawValue, value: Double(points[at]), unit: "1"))
            } else {
                evidence.append(Evidence(name: "missing_" + sign.rawValue, value: 1, unit: "1"))
            }
        }
        evidence.append(Evidence(name: "missing_consciousness", value: 1, unit: "1"))
        return Transition(isPresent: isPresent, since: since, evidence: evidence)
    }

    private func smoothed(_ value: Double, _ sign: Sign, _ before: Reading?, at time: Timestamp) -> Double {
        guard let before, sign.lifetime < .seconds(3600) else { return value }
        let share = min(1, max(0, time.elapsed(since: before.time).inSeconds / 60))
        return before.value + (value - before.value) * max(share, 1.0 / 60)
    }
}

extension Double {
    /// As the chart has it: whole numbers, temperatures in tenths.
    fileprivate func rounded(_ sign: EarlyWarningScore.Sign) -> Double {
        sign == .temperature ? (self * 10).rounded() / 10 : rounded()
    }
}
