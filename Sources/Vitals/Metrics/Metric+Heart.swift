// Heart rate and rhythm.

extension Metric {
    /// Heart beats a minute as the device reports them. LOINC 8867-4; MDC_ECG_HEART_RATE.
    package static let heartRate = Metric(
        "heart_rate", "Heart rate", unit: "/min", loinc: "8867-4", mdc: 147_842, plausible: 20...300, .sample)

    /// Time from one R wave to the next. 200 ms is 300 beats a minute, 3000 ms a pause of three seconds and more.
    package static let rrInterval = Metric("rr_interval", "RR interval", unit: "ms", plausible: 200...3000, .event)

    /// 1 while the sensor touches skin, 0 while it does not.
    package static let skinContact = Metric("skin_contact", "Skin contact", unit: "1", plausible: 0...1, .state)

    /// Energy spent since the device's counter was last reset.
    package static let energyExpended = Metric("energy_expended", "Energy expended", unit: "kJ", plausible: 0...65_535, .state)

    /// Where the sensor sits, as a code of the Heart Rate Service: 0 other, 1 chest, 2 wrist, 3 finger, 4 hand, 5 ear lobe, 6 foot.
    package static let bodySensorLocation = Metric(
        "body_sensor_location", "Body sensor location", unit: "1", plausible: 0...6, .state)

    static let heartMetrics: [Metric] = [.heartRate, .rrInterval, .skinContact, .energyExpended, .bodySensorLocation]
}
