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
///
/// Each value passes through many hands on its way, and its metric with it: a metric is as large as a pointer, and copying it counts nothing.
package struct Metric: Sendable {
    private final class Entry: Sendable {
        let key: String
        let name: String
        let unit: String
        let loinc: String?
        let mdc: UInt32?
        let plausible: ClosedRange<Double>
        let aggregation: Aggregation

        init(
            key: String, name: String, unit: String, loinc: String?, mdc: UInt32?, plausible: ClosedRange<Double>, aggregation: Aggregation
        ) {
            (self.key, self.name, self.unit, self.loinc, self.mdc) = (key, name, unit, loinc, mdc)
            (self.plausible, self.aggregation) = (plausible, aggregation)
        }
    }

    /// Of the catalogue, which is never released.
    private unowned(unsafe) let entry: Entry

    /// Only the catalogue makes metrics, each of them once.
    init(
        _ key: String, _ name: String, unit: String, loinc: String? = nil, mdc: UInt32? = nil, plausible: ClosedRange<Double>,
        _ aggregation: Aggregation
    ) {
        let entry = Entry(key: key, name: name, unit: unit, loinc: loinc, mdc: mdc, plausible: plausible, aggregation: aggregation)
        _ = unsafe Unmanaged.passRetained(entry)
        unsafe self.entry = entry
    }

    /// Stands in topics, URLs and tables; never changes.
    package var key: String { unsafe entry.key }
    /// For people.
    package var name: String { unsafe entry.name }
    /// UCUM, case-sensitive form.
    package var unit: String { unsafe entry.unit }
    /// LOINC code, where one means the same quantity.
    package var loinc: String? { unsafe entry.loinc }
    /// IEEE 11073-10101 context-free code (partition · 65536 + term), where one means the same quantity.
    package var mdc: UInt32? { unsafe entry.mdc }
    /// Values outside are kept, and marked implausible: a strap that slipped, not a heart.
    package var plausible: ClosedRange<Double> { unsafe entry.plausible }
    package var aggregation: Aggregation { unsafe entry.aggregation }
}

extension Metric: Hashable {
    package static func == (one: Self, other: Self) -> Bool { unsafe one.entry === other.entry }

    package func hash(into hasher: inout Hasher) { hasher.combine(unsafe ObjectIdentifier(entry)) }
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
