// Waveforms: electrocardiogram, photoplethysmogram, acceleration.

extension Metric {
    /// The electric potential of the heart, of whichever lead. MDC_ECG_ELEC_POTL.
    package static let electrocardiogram = Metric(
        "electrocardiogram", "Electrocardiogram", unit: "uV", mdc: 131_328, plausible: -20_000...20_000, .sample)

    /// Light through or from the tissue as the pulse changes it, in the device's own counts. MDC_PULS_OXIM_PLETH.
    package static let photoplethysmogram = Metric(
        "photoplethysmogram", "Photoplethysmogram", unit: "1", mdc: 150_452, plausible: -8_388_608...8_388_607, .sample)

    /// Acceleration of the sensor along one of its axes, gravity included.
    package static let acceleration = Metric("acceleration", "Acceleration", unit: "m[g]", plausible: -32_000...32_000, .sample)

    /// How fast the sensor turns about one of its axes.
    package static let angularVelocity = Metric("angular_velocity", "Angular velocity", unit: "deg/s", plausible: -4000...4000, .sample)

    /// The error that the device expects of the interval that came with it.
    package static let rrIntervalError = Metric(
        "rr_interval_error", "Expected error of the RR interval", unit: "ms", plausible: 0...3000, .event)

    static let signalMetrics: [Metric] = [.electrocardiogram, .photoplethysmogram, .acceleration, .angularVelocity, .rrIntervalError]
}
