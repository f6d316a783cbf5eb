// Glucose, insulin and carbohydrates.

extension Metric {
    /// Glucose of blood as a meter measured it, whole blood or plasma of whatever vessel. LOINC 2339-0; MDC_CONC_GLU_GEN.
    package static let bloodGlucose = Metric(
        "blood_glucose", "Blood glucose", unit: "mg/dL", loinc: "2339-0", mdc: 160_020, plausible: 10...1000, .event)

    /// Glucose of the fluid between cells, where continuous sensors sit; it follows blood by minutes. LOINC 99504-3; MDC_CONC_GLU_ISF.
    package static let interstitialGlucose = Metric(
        "interstitial_glucose", "Interstitial glucose", unit: "mg/dL", loinc: "99504-3", mdc: 160_212, plausible: 20...600, .sample)

    /// Glucose of a control solution, which tests a meter and says nothing about a person. MDC_CONC_GLU_CONTROL.
    package static let controlSolutionGlucose = Metric(
        "control_solution_glucose", "Control solution glucose", unit: "mg/dL", mdc: 160_208, plausible: 10...1000, .event)

    /// How fast interstitial glucose rises, negative where it falls.
    package static let interstitialGlucoseTrend = Metric(
        "interstitial_glucose_trend", "Interstitial glucose trend", unit: "mg/dL/min", plausible: -20...20, .sample)

    /// The sensor's own estimate of its accuracy.
    package static let interstitialGlucoseQuality = Metric(
        "interstitial_glucose_quality", "Interstitial glucose quality", unit: "%", plausible: 0...100, .sample)

    /// Carbohydrates of one meal or drink. MDC_CTXT_GLU_CARB.
    package static let carbohydrateIntake = Metric(
        "carbohydrate_intake", "Carbohydrate intake", unit: "g", mdc: 8_417_764, plausible: 0...1000, .event)

    /// How a glucose measurement lies to meals, as a code of the Glucose Service: 1 preprandial, 2 postprandial, 3 fasting, 4 casual,
    /// 5 bedtime. MDC_CTXT_GLU_MEAL.
    package static let mealRelation = Metric(
        "meal_relation", "Relation to a meal", unit: "1", mdc: 8_417_864, plausible: 1...5, .event)

    /// Glycated hemoglobin in total hemoglobin. LOINC 4548-4; MDC_CONC_HBA1C.
    package static let glycatedHemoglobin = Metric(
        "hba1c", "HbA1c", unit: "%", loinc: "4548-4", mdc: 160_220, plausible: 2...20, .event)

    /// Exercise that a person reported beside a glucose measurement.
    package static let reportedExerciseDuration = Metric(
        "reported_exercise_duration", "Reported exercise duration", unit: "s", plausible: 0...65_534, .event)

    /// Exertion of that exercise. MDC_CTXT_GLU_EXERCISE.
    package static let reportedExerciseIntensity = Metric(
        "reported_exercise_intensity", "Reported exercise intensity", unit: "%", mdc: 8_417_760, plausible: 0...100, .event)

    /// Insulin reported beside a glucose measurement, by mass.
    package static let insulinDoseMass = Metric("insulin_dose_mass", "Insulin dose by mass", unit: "mg", plausible: 0...100, .event)

    /// Insulin reported beside a glucose measurement, by volume.
    package static let insulinDoseVolume = Metric("insulin_dose_volume", "Insulin dose by volume", unit: "mL", plausible: 0...5, .event)

    /// Insulin that a pump delivered at once or over a set time, beside the basal rate.
    package static let insulinBolus = Metric("insulin_bolus", "Insulin bolus", unit: "[iU]", plausible: 0...100, .event)

    /// The rate at which a pump delivers insulin continuously.
    package static let insulinBasalRate = Metric("insulin_basal_rate", "Insulin basal rate", unit: "[iU]/h", plausible: 0...50, .state)

    /// Delivered insulin that is still to act.
    package static let insulinOnBoard = Metric("insulin_on_board", "Insulin on board", unit: "[iU]", plausible: 0...100, .state)

    /// Insulin left in the reservoir of a pump.
    package static let insulinReservoir = Metric("insulin_reservoir", "Insulin in reservoir", unit: "[iU]", plausible: 0...1000, .state)

    /// Insulin of boluses since midnight of the pump's clock.
    package static let insulinBolusDaily = Metric("insulin_bolus_daily", "Daily bolus insulin", unit: "[iU]", plausible: 0...500, .state)

    /// Insulin of the basal rate since midnight of the pump's clock.
    package static let insulinBasalDaily = Metric("insulin_basal_daily", "Daily basal insulin", unit: "[iU]", plausible: 0...500, .state)

    /// All insulin since midnight of the pump's clock.
    package static let insulinTotalDaily = Metric("insulin_total_daily", "Daily total insulin", unit: "[iU]", plausible: 0...1000, .state)

    /// Insulin of boluses since the pump's counter began anew.
    package static let insulinBolusDelivered = Metric(
        "insulin_bolus_delivered", "Delivered bolus insulin", unit: "[iU]", plausible: 0...10_000_000, .state)

    /// Insulin of the basal rate since the pump's counter began anew.
    package static let insulinBasalDelivered = Metric(
        "insulin_basal_delivered", "Delivered basal insulin", unit: "[iU]", plausible: 0...10_000_000, .state)

    static let glucoseMetrics: [Metric] = [
        .bloodGlucose, .interstitialGlucose, .controlSolutionGlucose, .interstitialGlucoseTrend, .interstitialGlucoseQuality,
        .carbohydrateIntake, .mealRelation, .glycatedHemoglobin, .reportedExerciseDuration, .reportedExerciseIntensity, .insulinDoseMass,
        .insulinDoseVolume, .insulinBolus, .insulinBasalRate, .insulinOnBoard, .insulinReservoir, .insulinBolusDaily, .insulinBasalDaily,
        .insulinTotalDaily, .insulinBolusDelivered, .insulinBasalDelivered,
    ]
}
