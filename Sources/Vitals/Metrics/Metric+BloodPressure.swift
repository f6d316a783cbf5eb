// Blood pressure.

extension Metric {
    /// LOINC 8480-6; MDC_PRESS_BLD_NONINV_SYS.
    package static let systolicPressure = Metric(
        "systolic_pressure", "Systolic blood pressure", unit: "mm[Hg]", loinc: "8480-6", mdc: 150_021, plausible: 40...300, .event)

    /// LOINC 8462-4; MDC_PRESS_BLD_NONINV_DIA.
    package static let diastolicPressure = Metric(
        "diastolic_pressure", "Diastolic blood pressure", unit: "mm[Hg]", loinc: "8462-4", mdc: 150_022, plausible: 20...200, .event)

    /// LOINC 8478-0; MDC_PRESS_BLD_NONINV_MEAN.
    package static let meanArterialPressure = Metric(
        "mean_arterial_pressure", "Mean arterial pressure", unit: "mm[Hg]", loinc: "8478-0", mdc: 150_023, plausible: 30...250, .event)

    /// Pressure in the cuff while it inflates and deflates: of the cuff, not of the blood. MDC_PRESS_CUFF.
    package static let cuffPressure = Metric(
        "cuff_pressure", "Cuff pressure", unit: "mm[Hg]", mdc: 150_300, plausible: 0...330, .sample)

    /// 1 for a blood pressure measurement during which the cuff found the pulse irregular. There is no 0: a cuff that cannot tell sends the
    /// same bit as one that found the pulse regular.
    package static let irregularPulse = Metric("irregular_pulse", "Irregular pulse", unit: "1", plausible: 0...1, .event)

    static let bloodPressureMetrics: [Metric] = [
        .systolicPressure, .diastolicPressure, .meanArterialPressure, .cuffPressure, .irregularPulse,
    ]
}
