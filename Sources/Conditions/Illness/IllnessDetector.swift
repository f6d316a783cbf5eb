// A cold shows in the resting heart rate before it is felt; a bad night and a change of season show there too.

/// Says when a person's resting heart rate is raised as it is in an infection: for days, against their own weeks before, and with the other
/// signals that change along with it.
///
/// Causal: a day's alert depends on that day and earlier ones only. Each signal is scored against the median and MAD of its last 28 values
/// (`DailyBaseline`), averaged over three days, and weighted: resting heart rate 1; steps (fewer) 1; mean heart rate, breathing rate and
/// skin temperature ½ each. Yellow: the sum exceeds 2.25 + 0.4 · the accompanying signals' weights (3.25 with all; more signals vary more)
/// on two of the last three measured days, today among them, and the resting heart rate itself is raised. Red: likewise with 1.3 times
/// that, which the resting heart rate alone can reach too (its scores end at 3).
///
/// The signals are those of Mishra et al., Nat Biomed Eng 4:1208 (2020; heart rate against steps), Alavi et al., Nat Med 28:175 (2022; two
/// nights above the median), Natarajan et al., npj Digit Med 3:156 (2020; breathing rate), and Smarr et al., Sci Rep 10:21640 (2020; skin
/// temperature); weights and limits were fitted on 45 people's LifeSnaps days with synthetic illnesses, of 3 to 10 bpm.
/// Measured on the days it was fitted on: 87 % of the episodes, day specificity 97.0 %, 0.27 false episodes a month, 11 % by chance; with the
/// same episodes at every second day of these people 78 %.
/// No clinical validation. A raised resting heart rate that stays becomes the new usual after two to three weeks.
package struct IllnessDetector: Hashable, Sendable, Codable {
    /// What the resting heart rate alone must exceed, in robust standard deviations.
    package static let yellowLimit = 2.25
    /// Added per weight of the signals that were seen beside it.
    package static let limitPerWeight = 0.4
    package static let redFactor = 1.3
    /// Steps or warmth alone are no illness: least deviation of the resting heart rate.
    package static let heartScoreMin = 0.75
    /// Days apart at which two raised days still belong together.
    package static let gapDaysMax = 3
    /// ±10 000 years; a day beyond is refused.
    package static let dayMax = 4_000_000

    /// What is known of one measured day before.
    private struct Past: Hashable, Sendable, Codable {
        let day: Int
        let alert: IllnessAlert
    }

    private var signals = IllnessSignal.allCases.map { _ in SignalHistory() }
    private var past: [Past] = []
    private var lastDay: Int?

    package init() {}

    /// Takes a day later than those before. Nil, if the day is not later, has no plausible resting heart rate, or too little is known yet.
    package mutating func add(_ measures: DailyMeasures) -> IllnessReading? {
        let day = measures.day
        guard abs(Double(day)) <= Double(Self.dayMax), lastDay.map({ day > $0 }) ?? true else { return nil }
        lastDay = day
        var scores: [Double?] = []
        var usual: Double?
        for (index, signal) in IllnessSignal.allCases.enumerated() {
            let value = signal.value(in: measures)
            let baseline = signals[index].baseline(before: day, needed: value != nil)
            if signal == .restingHeartRate { usual = baseline?.median }
            scores.append(signals[index].add(value, day: day, against: baseline, signal))
        }
        guard let usual, let heart = scores[0] else { return nil }
        var score = 0.0
        var limit = Self.yellowLimit
        for (index, signal) in IllnessSignal.allCases.enumerated() {
            guard let value = scores[index] else { continue }
            score += signal.weight * value
            if signal != .restingHeartRate { limit += Self.limitPerWeight * signal.weight }
        }
        let level = level(of: score, heart: heart, limit: limit)
        let alert = IllnessAlert(rawValue: min(level.rawValue, confirmed(on: day).rawValue)) ?? .none
        past = past.suffix(1) + [Past(day: day, alert: level)]
        return IllnessReading(day: day, alert: alert, heartScore: heart, score: score, limit: limit, usualHeartRate: usual)
    }

    /// What the day says on its own.
    private func level(of score: Double, heart: Double, limit: Double) -> IllnessAlert {
        guard heart >= Self.heartScoreMin, score > limit else { return .none }
        return score > limit * Self.redFactor ? .red : .yellow
    }

    /// The highest that the two measured days before support.
    private func confirmed(on day: Int) -> IllnessAlert {
        let levels = past.filter { day - $0.day <= Self.gapDaysMax }.map(\.alert.rawValue)
        return levels.max().flatMap(IllnessAlert.init(rawValue:)) ?? .none
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        signals = try container.decode([SignalHistory].self, forKey: .signals)
        past = try container.decode([Past].self, forKey: .past)
        lastDay = try container.decodeIfPresent(Int.self, forKey: .lastDay)
        let days = past.map(\.day) + (lastDay.map { [$0] } ?? [])
        guard signals.count == IllnessSignal.allCases.count, days.allSatisfy({ abs(Double($0)) <= Double(Self.dayMax) }) else {
            throw DecodingError.dataCorruptedError(forKey: .signals, in: container, debugDescription: "not a state of this detector")
        }
    }
}
