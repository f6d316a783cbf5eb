// Nobody should have to believe a condition: it brings the figures that raised or cleared it.

import Vitals

/// One figure that a detector decided by.
package struct Evidence: Hashable, Sendable, Codable {
    package let name: String
    package let value: Double
    /// UCUM, case-sensitive form.
    package let unit: String
    /// The values behind the figure, oldest first, where there are several: the beats of a rhythm.
    package let series: [Double]?

    package init(name: String, value: Double, unit: String, series: [Double]? = nil) {
        self.name = name
        self.value = value
        self.unit = unit
        self.series = series
    }
}

extension Evidence {
    /// The heart rate that the condition was decided on.
    package static let heartRate = "heart_rate"
    /// The limit that was crossed.
    package static let limit = "limit"
    /// How long it had been so when the condition changed.
    package static let duration = "duration"
    /// The irregularity of the rhythm, 0 to 1.
    package static let score = "score"
    /// How many usable beats the score rests on.
    package static let beats = "beats"
    /// What was compared with: a value before, or what is usual.
    package static let baseline = "baseline"
    /// How long a stretch was looked at.
    package static let window = "window"
    /// What is expected, when values go on as they run.
    package static let forecast = "forecast"
    /// So many events an hour.
    package static let index = "index"
    /// A part of all values, 0 to 1.
    package static let share = "share"
    /// The share of the latest day that was irregular, 0 to 1.
    package static let burden = "burden"
    /// How often a value came again.
    package static let repeats = "repeats"

    package static func heartRate(_ rate: Double) -> Self { Self(name: heartRate, value: rate, unit: "/min") }
    package static func limit(rate: Double) -> Self { Self(name: limit, value: rate, unit: "/min") }
    package static func limit(_ duration: Duration) -> Self { Self(name: limit, value: duration.inSeconds, unit: "s") }
    package static func limit(score: Double) -> Self { Self(name: limit, value: score, unit: "1") }
    package static func window(_ duration: Duration) -> Self { Self(name: window, value: duration.inSeconds, unit: "s") }
    package static func duration(_ duration: Duration) -> Self { Self(name: self.duration, value: duration.inSeconds, unit: "s") }
    package static func score(_ score: Double) -> Self { Self(name: self.score, value: score, unit: "1") }
    package static func burden(_ share: Double) -> Self { Self(name: burden, value: (share * 1000).rounded() / 1000, unit: "1") }
    /// The latest intervals between beats, and their mean.
    package static func intervals(_ milliseconds: [Double]) -> Self {
        let usable = milliseconds.filter { $0 > 0 }
        let mean = usable.isEmpty ? 0 : (usable.reduce(0, +) / Double(usable.count)).rounded()
        return Self(name: Metric.rrInterval.key, value: mean, unit: Metric.rrInterval.unit, series: milliseconds)
    }

    package static func beats(_ count: Int) -> Self { Self(name: beats, value: Double(count), unit: "{beats}") }
}

extension [Evidence] {
    /// The value of the first figure of that name.
    package func value(_ name: String) -> Double? { first { $0.name == name }?.value }
}
