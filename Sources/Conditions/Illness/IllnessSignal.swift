// The daily signals that an infection changes, and how much each is trusted.

/// A signal of `IllnessDetector`: where it is found, what is plausible, how it is scaled and weighted.
///
/// Blood oxygen and sleep are left out: the data to fit on say nothing of them in illness. Heart-rate variability and heart rate in deep
/// sleep too: beside the resting heart rate, which they follow, they added false alarms rather than detections.
enum IllnessSignal: Int, CaseIterable, Hashable, Sendable, Codable {
    case restingHeartRate, steps, meanHeartRate, breathingRate, skinTemperature

    /// The day's value in the unit that is scored, so that up means ill; nil if missing or implausible.
    func value(in measures: DailyMeasures) -> Double? {
        switch self {
        case .restingHeartRate: Self.plausible(measures.restingHeartRate, 20...220)
        // Square roots, as counts spread with their size. Below 200 steps a tracker lay on the table.
        case .steps: Self.plausible(measures.steps, 200...200_000).map { -$0.squareRoot() }
        case .meanHeartRate: Self.plausible(measures.meanHeartRate, 20...250)
        case .breathingRate: Self.plausible(measures.breathingRate, 3...60)
        // A sensor that says 0 says nothing: see `DailyMeasures.skinTemperature` for differences.
        case .skinTemperature: Self.plausible(measures.skinTemperature, 20...45)
        }
    }

    /// The least spread taken for real: 1.5 bpm, 15 √steps, 4 bpm, 0.5 breaths per minute, 0.35 °C. Somewhat below the usual ones in
    /// LifeSnaps.
    var spreadMin: Double {
        switch self {
        case .restingHeartRate: 1.5
        case .steps: 15
        case .meanHeartRate: 4
        case .breathingRate: 0.5
        case .skinTemperature: 0.35
        }
    }

    var weight: Double {
        switch self {
        case .restingHeartRate, .steps: 1
        case .meanHeartRate, .breathingRate, .skinTemperature: 0.5
        }
    }

    /// A single wild value counts as this many standard deviations; the accompanying signals as less than the resting heart rate.
    var scoreMax: Double { self == .restingHeartRate ? 3 : 2 }
    static let scoreMin = -3.0

    private static func plausible(_ value: Double?, _ range: ClosedRange<Double>) -> Double? {
        value.flatMap { range.contains($0) ? $0 : nil }
    }
}
