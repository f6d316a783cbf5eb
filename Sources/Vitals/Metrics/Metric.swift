// The metric catalogue: what VitalFlow measures, under which key and unit, and how others call it.

/// How values of a metric combine over a stretch of time.
package enum Aggregation: String, Hashable, Sendable {
    /// A sample of a continuous quantity: mean, minimum and maximum make sense.
    case sample
    /// One value for each event; the distribution makes sense, a mean over time does not.
    case event
    /// The latest value stands until another comes.
    case state
}

/// A quantity that observations are of.
package struct Metric: Hashable, Sendable {
    /// Stands in topics, URLs and tables; never changes.
    package let key: String
    /// For people.
    package let name: String
    /// UCUM, case-sensitive form.
    package let unit: String
    /// LOINC code, where one means the same quantity.
    package let loinc: String?
    /// IEEE 11073-10101 context-free code (partition · 65536 + term), where one means the same quantity.
    package let mdc: UInt32?
    /// Values outside are kept, and marked implausible: a strap that slipped, not a heart.
    package let plausible: ClosedRange<Double>
    package let aggregation: Aggregation

    package init(
        _ key: String, _ name: String, unit: String, loinc: String? = nil, mdc: UInt32? = nil, plausible: ClosedRange<Double>,
        _ aggregation: Aggregation
    ) {
        self.key = key
        self.name = name
        self.unit = unit
        self.loinc = loinc
        self.mdc = mdc
        self.plausible = plausible
        self.aggregation = aggregation
    }
}

extension Metric {
    /// Every metric, by subject.
    package static let all: [Metric] = [
        heartMetrics, temperatureMetrics, bloodPressureMetrics, oximetryMetrics, bodyMetrics, glucoseMetrics, fitnessMetrics,
        activityMetrics, environmentMetrics, signalMetrics, userMetrics, healthMetrics, deviceMetrics,
    ].flatMap(\.self)

    private static let byKey = Dictionary(uniqueKeysWithValues: all.map { ($0.key, $0) })

    /// The metric of a key, if the catalogue has it.
    package init?(key: String) {
        guard let known = Self.byKey[key] else { return nil }
        self = known
    }
}
