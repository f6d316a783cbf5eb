// One signal of the illness detector over time.

/// The baseline of a signal and its scores of the last three days.
struct SignalHistory: Hashable, Sendable, Codable {
    private struct Score: Hashable, Sendable, Codable {
        let day: Int32
        let score: Double
    }

    /// Scores of so many days, today's included, are averaged: an illness stays, a bad night does not.
    static let meanDays = 3

    private var baseline = DailyBaseline()
    private var scores: [Score] = []

    init() {}

    /// Not computed for a day without a value.
    func baseline(before day: Int, needed: Bool) -> RobustSpread? { needed ? baseline.usual(before: day) : nil }

    /// Takes the day's value and gives the mean score of the days up to it; nil if none of them has one.
    mutating func add(_ value: Double?, day: Int, against usual: RobustSpread?, _ signal: IllnessSignal) -> Double? {
        scores.removeAll { day - Int($0.day) >= Self.meanDays }
        if let value {
            if let score = usual?.score(value, floor: signal.spreadMin) {
                scores.append(Score(day: Int32(clamping: day), score: max(IllnessSignal.scoreMin, min(signal.scoreMax, score))))
            }
            baseline.add(value, day: day)
        }
        guard !scores.isEmpty else { return nil }
        var sum = 0.0
        for index in scores.indices.reversed() { sum += scores[index].score }
        return sum / Double(scores.count)
    }
}
