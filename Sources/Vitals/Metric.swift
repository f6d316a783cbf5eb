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
    /// UCUM, case-sensitive form.
    package let unit: String
    /// LOINC code, where one means the same quantity.
    package let loinc: String?
    /// IEEE 11073-10101 context-free code (partition · 65536 + term), where one means the same quantity.
    package let mdc: UInt32?
    /// Values outside are kept, and marked implausible: a strap that slipped, not a heart.
    package let plausible: ClosedRange<Double>
    package let aggregation: Aggregation
}

extension Metric {
    /// Heart beats a minute as the device reports them. LOINC 8867-4; MDC_ECG_HEART_RATE.
    package static let heartRate = Metric(
        key: "heart_rate", unit: "/min", loinc: "8867-4", mdc: 147_842, plausible: 20...300, aggregation: .sample)

    /// Time from one R wave to the next. 200 ms is 300 beats a minute, 3000 ms a pause of three seconds and more.
    package static let rrInterval = Metric(
        key: "rr_interval", unit: "ms", loinc: nil, mdc: nil, plausible: 200...3000, aggregation: .event)

    /// 1 while the sensor touches skin, 0 while it does not.
    package static let skinContact = Metric(key: "skin_contact", unit: "1", loinc: nil, mdc: nil, plausible: 0...1, aggregation: .state)

    /// Energy spent since the device's counter was last reset.
    package static let energyExpended = Metric(
        key: "energy_expended", unit: "kJ", loinc: nil, mdc: nil, plausible: 0...65_535, aggregation: .state)

    /// Charge of the device's battery. MDC_ATTR_VAL_BATT_CHARGE.
    package static let batteryLevel = Metric(
        key: "battery_level", unit: "%", loinc: nil, mdc: 67_996, plausible: 0...100, aggregation: .state)

    /// Where the sensor sits, as a code of the Heart Rate Service: 0 other, 1 chest, 2 wrist, 3 finger, 4 hand, 5 ear lobe, 6 foot.
    package static let bodySensorLocation = Metric(
        key: "body_sensor_location", unit: "1", loinc: nil, mdc: nil, plausible: 0...6, aggregation: .state)

    package static let all: [Metric] = [.heartRate, .rrInterval, .skinContact, .energyExpended, .batteryLevel, .bodySensorLocation]

    private static let byKey = Dictionary(uniqueKeysWithValues: all.map { ($0.key, $0) })

    /// The metric of a key, if the catalogue has it.
    package init?(key: String) {
        guard let known = Self.byKey[key] else { return nil }
        self = known
    }
}
