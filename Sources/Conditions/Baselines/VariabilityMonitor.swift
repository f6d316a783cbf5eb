// A night with less variability than usual says little; a week of them says that something weighs on the body.

import HeartRhythm
import Vitals

/// Says when the RMSSD of the nights has sunk, against the person's own four weeks before.
///
/// Logarithms, since RMSSD is spread like a ratio. Each night's robust score (median and MAD, `DailyBaseline`), between −3 and 3, enters a
/// cumulative sum with a slack of half a deviation; at 5 the condition begins, below 3 it ends: after a week of usual nights. Of normal scores that happens by chance
/// once in 930 nights (Montgomery, Introduction to Statistical Quality Control, table 9.4: one side, h = 5); of a fall by one deviation
/// it takes 10 nights, by two 4.
struct VariabilityMonitor: Hashable, Sendable, Codable {
    private(set) var isPresent = false
    private var nights = NightVariability()
    private var baseline = DailyBaseline()
    private var sum = CumulativeSum(ceiling: 6.5)

    /// In logarithms: a tenth, the least spread that nights of one person have.
    private static let floor = 0.1
    private static let scoreMax = 3.0
    private static let raised = 5.0
    private static let cleared = 3.0

    mutating func add(rr milliseconds: Double, followsGap: Bool, at time: Timestamp, utcOffsetMinutes: Int) -> Transition? {
        guard let night = nights.add(rr: milliseconds, followsGap: followsGap, at: time, utcOffsetMinutes: utcOffsetMinutes),
            night.rmssd > 0
        else { return nil }
        let (value, day) = (ElementaryFunctions.logarithm(night.rmssd), Int(clamping: night.day))
        defer { baseline.add(value, day: day) }
        guard let usual = baseline.usual(before: day) else { return nil }
        let score = usual.score(value, floor: Self.floor)
        sum.add(min(max(-score, -Self.scoreMax), Self.scoreMax))
        guard isPresent ? sum.sum < Self.cleared : sum.sum >= Self.raised else { return nil }
        isPresent.toggle()
        func rounded(_ value: Double) -> Double { (value * 10).rounded() / 10 }
        return Transition(
            isPresent: isPresent, since: time,
            evidence: [
                Evidence(name: "night_rmssd", value: rounded(night.rmssd), unit: Metric.rrInterval.unit),
                Evidence(
                    name: Evidence.baseline, value: rounded(ElementaryFunctions.exponential(usual.median)), unit: Metric.rrInterval.unit),
                .score(rounded(score)), Evidence(name: "cumulative_sum", value: rounded(sum.sum), unit: "1"),
            ])
    }
}
