// A condition is only as good as what decided it; who looks at an old alarm has to know which version that was.

extension ConditionKind {
    /// The detector and its version, which grows whenever the same input could be judged otherwise.
    package var detector: String {
        switch self {
        case .irregularRhythm: "irregular_rhythm/3"
        case .irregularRhythmBurden: "rhythm_burden/1"
        case .pause: "pause/2"
        case .sleepDesaturation: "desaturation_index/1"
        case .pressureDrop, .weightGainDay, .weightGainThreeDays: "change/1"
        case .glucoseLowExpected: "glucose_forecast/1"
        case .earlyWarning: "news2_partial/1"
        case .illness: "illness/1"
        case .variabilityLow: "night_variability/1"
        case .unusual: "hour_of_week/1"
        case .unusualSeries: "series_anomaly/1"
        case .noData: "no_data/1"
        case .gatewayOffline, .backlogGrowing: "gateway/1"
        case .channelFailing: "channel/1"
        case .noSkinContact, .implausibleValues, .frozenValues, .clockFault, .poorSignal: "sensor/1"
        case .heartRateHigh, .heartRateLow: "limit/2"
        default: "limit/1"
        }
    }
}
