// The conditions that VitalFlow knows; their raw values stand in topics, tables and alarm ids and never change.

/// Something that is true of a person, or of what measures them, for a while. The README beside says what raises and clears each.
package enum ConditionKind: String, Hashable, Sendable, Codable, CaseIterable {
    case heartRateHigh = "heart_rate_high"
    case heartRateLow = "heart_rate_low"
    case irregularRhythm = "irregular_rhythm"
    case irregularRhythmBurden = "irregular_rhythm_burden"
    case pause
    case oxygenVeryLow = "oxygen_very_low"
    case oxygenLow = "oxygen_low"
    case sleepDesaturation = "sleep_desaturation"
    case respiratoryRateHigh = "respiratory_rate_high"
    case respiratoryRateLow = "respiratory_rate_low"
    case temperatureHigh = "temperature_high"
    case temperatureLow = "temperature_low"
    case systolicHigh = "systolic_high"
    case systolicLow = "systolic_low"
    case diastolicHigh = "diastolic_high"
    case pressureDrop = "pressure_drop"
    case glucoseVeryLow = "glucose_very_low"
    case glucoseLow = "glucose_low"
    case glucoseLowExpected = "glucose_low_expected"
    case glucoseHigh = "glucose_high"
    case weightGainDay = "weight_gain_day"
    case weightGainThreeDays = "weight_gain_three_days"
    case earlyWarning = "early_warning"
    case illness
    case variabilityLow = "variability_low"
    case unusual
    case unusualSeries = "unusual_series"
    case noData = "no_data"
    case noSkinContact = "no_skin_contact"
    case batteryLow = "battery_low"
    case implausibleValues = "implausible_values"
    case frozenValues = "frozen_values"
    case poorSignal = "poor_signal"
    case clockFault = "clock_fault"
    case gatewayOffline = "gateway_offline"
    case backlogGrowing = "backlog_growing"
    case channelFailing = "channel_failing"

    /// True where the equipment is meant, not the person (IEC 60601-1-8: technical alarm condition).
    package var isTechnical: Bool {
        switch self {
        case .noData, .noSkinContact, .batteryLow, .implausibleValues, .frozenValues, .poorSignal, .clockFault, .gatewayOffline,
            .backlogGrowing, .channelFailing:
            true
        default: false
        }
    }
}
