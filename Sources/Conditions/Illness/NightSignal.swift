// The published detector of infections from a watch, kept beside ours: whoever knows it can compare.

/// NightSignal: two nights in a row well above the median of all nights.
///
/// Source: Alavi et al., "Real-time alerting system for COVID-19 and other stress events using wearable data", Nat Med 28:175 (2022), and its
/// published code: the nightly resting heart rate cut to whole beats, the baseline the median of all nights so far, cut likewise; yellow for
/// two nights in a row 3 beats and more above it, red for 4; a single missing night is filled with the mean of its neighbours. Its alerts
/// on the sample of a watch that is published with it are the same on 108 of 108 nights.
package struct NightSignal: Hashable, Sendable, Codable {
    /// How many nights had each whole rate: the median of all nights in constant memory.
    private var nights: [Int: Int] = [:]
    private var count = 0
    private var lastDay: Int?
    private var lastRate = 0
    private var lastYellow: Int?
    private var lastRed: Int?

    package static let yellowMin = 3
    package static let redMin = 4

    package init() {}

    /// Takes a night's resting heart rate in beats a minute. Nights come in order; one that is not later, or is no rate, is not taken.
    package mutating func add(_ rate: Double, day: Int) -> [(day: Int, alert: IllnessAlert)] {
        guard rate >= 20, rate < 300, (-1_000_000...1_000_000).contains(day), lastDay.map({ day > $0 }) ?? true else { return [] }
        let whole = Int(rate)
        var alerts: [(Int, IllnessAlert)] = []
        if let lastDay, day - lastDay == 2 { alerts.append((day - 1, judge((lastRate + whole) / 2, day - 1))) }
        alerts.append((day, judge(whole, day)))
        (lastDay, lastRate) = (day, whole)
        return alerts
    }

    private mutating func judge(_ rate: Int, _ day: Int) -> IllnessAlert {
        nights[rate, default: 0] += 1
        count += 1
        let baseline = median
        let (isYellow, isRed) = (rate >= baseline + Self.yellowMin, rate >= baseline + Self.redMin)
        let alert: IllnessAlert = isRed && lastRed == day - 1 ? .red : isYellow && lastYellow == day - 1 ? .yellow : .none
        if isYellow { lastYellow = day }
        if isRed { lastRed = day }
        return alert
    }

    /// The median, cut to a whole number.
    private var median: Int {
        func rate(at place: Int) -> Int {
            var below = 0
            for rate in nights.keys.sorted() {
                below += nights[rate] ?? 0
                if place < below { return rate }
            }
            return 0
        }
        return count.isMultiple(of: 2) ? (rate(at: count / 2 - 1) + rate(at: count / 2)) / 2 : rate(at: count / 2)
    }
}
