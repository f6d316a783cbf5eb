// Oxygen saturation and pulse.

extension Metric {
    /// Oxygen saturation of arterial blood by pulse oximetry. LOINC 59408-5; MDC_PULS_OXIM_SAT_O2.
    package static let oxygenSaturation = Metric(
        "oxygen_saturation", "Oxygen saturation", unit: "%", loinc: "59408-5", mdc: 150_456, plausible: 50...100, .sample)

    /// Pulse as an oximeter or a cuff counts it. LOINC 8889-8; MDC_PULS_OXIM_PULS_RATE.
    package static let pulseRate = Metric(
        "pulse_rate", "Pulse rate", unit: "/min", loinc: "8889-8", mdc: 149_530, plausible: 20...300, .sample)

    /// Pulsatile to static signal. LOINC 61006-3; MDC_BLD_PERF_INDEX.
    package static let perfusionIndex = Metric(
        "perfusion_index", "Perfusion index", unit: "%", loinc: "61006-3", mdc: 150_488, plausible: 0...20, .sample)

    /// Oxygen saturation averaged over a shorter time than the oximeter's normal one: earlier, and less steady.
    package static let oxygenSaturationFast = Metric(
        "oxygen_saturation_fast", "Oxygen saturation, fast", unit: "%", plausible: 50...100, .sample)

    /// Pulse averaged over a shorter time than the oximeter's normal one.
    package static let pulseRateFast = Metric("pulse_rate_fast", "Pulse rate, fast", unit: "/min", plausible: 20...300, .sample)

    /// Oxygen saturation averaged over a longer time than the oximeter's normal one: later, and steadier.
    package static let oxygenSaturationSlow = Metric(
        "oxygen_saturation_slow", "Oxygen saturation, slow", unit: "%", plausible: 50...100, .sample)

    /// Pulse averaged over a longer time than the oximeter's normal one.
    package static let pulseRateSlow = Metric("pulse_rate_slow", "Pulse rate, slow", unit: "/min", plausible: 20...300, .sample)

    static let oximetryMetrics: [Metric] = [
        .oxygenSaturation, .pulseRate, .perfusionIndex, .oxygenSaturationFast, .pulseRateFast, .oxygenSaturationSlow, .pulseRateSlow,
    ]
}
