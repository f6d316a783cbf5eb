// The limits that hold where nobody has set others: for an adult at rest.

import Vitals

extension LimitRule {
    /// Every rule, the more urgent ones of a metric first.
    ///
    /// Sources: Royal College of Physicians, NEWS2 (2017): the bands of three points for breathing, pressure and temperature. Battelino et
    /// al., Diabetes Care 42:1593 (2019): glucose below 70 and 54 mg/dL (levels 1 and 2), above 250 mg/dL (level 2). 2017 ACC/AHA guideline on
    /// blood pressure: crisis above 180/120 mmHg. O'Driscoll et al., BTS guideline for oxygen, Thorax 72:ii1 (2017): 94 to 98 % aimed at, 88 to
    /// 92 % in hypercapnic failure. Delays and margins are ours, so that a single value of a moving finger is no condition.
    package static let standard: [LimitRule] = [
        LimitRule(
            .oxygenVeryLow, .oxygenSaturation, .below, 85, margin: 2, delay: .seconds(20), clearDelay: .seconds(15), spots: 2),
        LimitRule(.oxygenLow, .oxygenSaturation, .below, 90, margin: 1, delay: .seconds(60), clearDelay: .seconds(15), spots: 2),
        LimitRule(
            .respiratoryRateHigh, .respiratoryRate, .above, 24, margin: 2, delay: .seconds(120), clearDelay: .seconds(60),
            gapMax: .seconds(60), spots: 2),
        LimitRule(
            .respiratoryRateLow, .respiratoryRate, .below, 9, margin: 1, delay: .seconds(60), clearDelay: .seconds(60),
            gapMax: .seconds(60), spots: 2),
        // Thermometers show tenths: 38.0 is a fever. Nobody waits for a second reading of one.
        LimitRule(.temperatureHigh, .bodyTemperature, .above, 37.9, margin: 0.3, gapMax: .seconds(300)),
        LimitRule(.temperatureLow, .bodyTemperature, .below, 35.1, margin: 0.3, gapMax: .seconds(300)),
        LimitRule(.systolicHigh, .systolicPressure, .above, 180, margin: 10, gapMax: .seconds(60)),
        LimitRule(.systolicLow, .systolicPressure, .below, 91, margin: 5, gapMax: .seconds(60)),
        LimitRule(.diastolicHigh, .diastolicPressure, .above, 120, margin: 5, gapMax: .seconds(60)),
        LimitRule(.glucoseVeryLow, .interstitialGlucose, .below, 54, margin: 5, gapMax: .seconds(900)),
        LimitRule(
            .glucoseLow, .interstitialGlucose, .below, 70, margin: 5, delay: .seconds(240), clearDelay: .seconds(240),
            gapMax: .seconds(900)),
        LimitRule(
            .glucoseHigh, .interstitialGlucose, .above, 250, margin: 20, delay: .seconds(900), clearDelay: .seconds(600),
            gapMax: .seconds(900)),
        // A finger prick is a decision to look: it counts at once.
        LimitRule(.glucoseVeryLow, .bloodGlucose, .below, 54, margin: 5, gapMax: .seconds(900)),
        LimitRule(.glucoseLow, .bloodGlucose, .below, 70, margin: 5, gapMax: .seconds(900)),
        LimitRule(.glucoseHigh, .bloodGlucose, .above, 250, margin: 20, gapMax: .seconds(900)),
        LimitRule(.batteryLow, .batteryLevel, .below, 15, margin: 10),
    ]

    /// The rules of a metric, by its key.
    static let byMetric = Dictionary(grouping: standard, by: \.metric)
}
