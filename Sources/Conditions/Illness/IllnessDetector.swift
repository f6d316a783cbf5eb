// A body that fights an infection beats, breathes and warms a little more for days, often before its owner feels ill.

/// Says of each day whether resting heart rate, mean heart rate, breathing and skin temperature lie above what was usual, together.
///
/// Each is compared with the median of the 21 days that ended a week before, in deviations: so an illness does not become its own
/// baseline. The last four days are averaged, days without a value drawing towards nothing, and weighted by a logistic regression. A day's
/// verdict needs nothing after that day. The idea of comparing with a lagged personal baseline is that of Mishra et al., Nat Biomed Eng
/// 4:1208 (2020).
///
/// Weights and threshold were fitted on synthetic elevations of 3 to 10 beats a minute that were added to the days of 26 healthy people
/// (LifeSnaps), and each weight was allowed only the sign that physiology asks for. Synthetic elevations are no evidence about illness.
package struct IllnessDetector: Hashable, Sendable, Codable {
    package enum Sign: Int, Hashable, Sendable, Codable, CaseIterable {
        /// In beats a minute.
        case restingHeartRate
        /// The mean of the day, in beats a minute.
        case meanHeartRate
        /// In breaths a minute, asleep.
        case respiratoryRate
        /// In degrees Celsius, at the wrist, asleep.
        case skinTemperature

        /// The usual deviation between days of healthy people: a person's own is believed by half, since three weeks tell it badly.
        var usualDeviation: Double {
            switch self {
            case .restingHeartRate: 1.80
            case .meanHeartRate: 4.45
            case .respiratoryRate: 0.593
            case .skinTemperature: 0.420
            }
        }

        var weight: Double {
            switch self {
            case .restingHeartRate: 1.13
            case .meanHeartRate: 0.70
            case .respiratoryRate: 1.22
            case .skinTemperature: 1.07
            }
        }
    }

    package enum Alert: Int, Hashable, Sendable, Codable {
        case none = 0
        case yellow = 1
        case red = 2
    }

    /// A day's verdict, and what it rests on.
    package struct Reading: Hashable, Sendable {
        package let alert: Alert
        /// Log-odds of a fitted model; what counts is how it compares with the thresholds.
        package let score: Double
        /// Deviations of the last four days, by sign; nil where there are none.
        package let deviations: [Sign: Double]
    }

    private struct Day: Hashable, Sendable, Codable {
        let number: Int
        /// By sign.
        var values: [Double?]
        var deviations: [Double?]
    }

    /// The latest 28 days that had values, oldest first.
    private var days: [Day] = []

    /// Some 2700 years.
    private static let dayMax = 1_000_000
    private static let lag = 7
    private static let span = 21
    private static let valuesMin = 10
    private static let averaged = 4
    /// So many days without a deviation are added to the average.
    private static let doubt = 2.0
    private static let deviationMax = 4.0
    private static let offset = -1.74
    package static let yellowMin = 1.6
    package static let redMin = 3.0

    package init() {}

    /// Takes a day; days come in order, and one that is not later than the last is not judged. Without a resting heart rate nothing is said.
    package mutating func add(_ values: [Sign: Double], day: Int) -> Reading? {
        guard (-Self.dayMax...Self.dayMax).contains(day), days.last.map({ day > $0.number }) ?? true else { return nil }
        days.removeAll { day - $0.number > Self.lag + Self.span }
        var today = Day(number: day, values: [], deviations: [])
        for sign in Sign.allCases {
            let value = values[sign].flatMap { $0.isFinite ? $0 : nil }
            today.values.append(value)
            today.deviations.append(value.flatMap { deviation(of: $0, sign, on: day) })
        }
        days.append(today)
        guard today.values[Sign.restingHeartRate.rawValue] != nil else { return nil }
        var score = Self.offset
        var deviations: [Sign: Double] = [:]
        let recent = days.filter { day - $0.number < Self.averaged }
        for sign in Sign.allCases {
            let known = recent.compactMap { $0.deviations[sign.rawValue] }
            guard !known.isEmpty else { continue }
            let mean = known.reduce(0, +) / (Double(known.count) + Self.doubt)
            deviations[sign] = mean
            score += sign.weight * mean
        }
        let alert: Alert = score > Self.redMin ? .red : score > Self.yellowMin ? .yellow : .none
        return Reading(alert: alert, score: score, deviations: deviations)
    }

    private func deviation(of value: Double, _ sign: Sign, on day: Int) -> Double? {
        let before = days.compactMap { day - $0.number > Self.lag ? $0.values[sign.rawValue] : nil }
        guard before.count >= Self.valuesMin, let usual = RobustSpread(of: before) else { return nil }
        let own = usual.deviation
        let deviation = (0.5 * sign.usualDeviation * sign.usualDeviation + 0.5 * own * own).squareRoot()
        return min(max((value - usual.median) / deviation, -Self.deviationMax), Self.deviationMax)
    }
}
