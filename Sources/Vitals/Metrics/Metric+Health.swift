// Other health observations of generic sensors.

extension Metric {
    /// Breaths a minute. LOINC 9279-1; MDC_RESP_RATE.
    package static let respiratoryRate = Metric(
        "respiratory_rate", "Respiratory rate", unit: "/min", loinc: "9279-1", mdc: 151_562, plausible: 4...80, .sample)

    /// Peak expiratory flow. LOINC 33452-4; MDC_FLOW_AWAY_EXP_FORCED_PEAK.
    package static let peakExpiratoryFlow = Metric(
        "peak_expiratory_flow", "Peak expiratory flow", unit: "L/min", loinc: "33452-4", mdc: 152_584, plausible: 30...1000, .event)

    /// Volume breathed out in the first second of a forced expiration. LOINC 20150-9; MDC_VOL_AWAY_EXP_FORCED_1S.
    package static let forcedExpiratoryVolume1 = Metric(
        "forced_expiratory_volume_1s", "Forced expiratory volume in 1 second", unit: "L", loinc: "20150-9", mdc: 152_586,
        plausible: 0.1...9, .event)

    /// Volume breathed out in the first six seconds of a forced expiration. MDC_VOL_AWAY_EXP_FORCED_EXP_6S.
    package static let forcedExpiratoryVolume6 = Metric(
        "forced_expiratory_volume_6s", "Forced expiratory volume in 6 seconds", unit: "L", mdc: 152_587, plausible: 0.1...10, .event)

    static let healthMetrics: [Metric] = [.respiratoryRate, .peakExpiratoryFlow, .forcedExpiratoryVolume1, .forcedExpiratoryVolume6]
}
