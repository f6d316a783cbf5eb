// How urgently somebody should look, in the terms of the alarm standard for medical electrical equipment.

package import Conditions

/// The priority of an alarm, after IEC 60601-1-8: how bad the result of not reacting could be, and how soon.
///
/// VitalFlow watches people at rest at home or in a ward, by wearables; nothing it sees calls for a reaction within seconds, and it is not
/// a medical device. The scale is the standard's, the placement on it ours.
package enum AlarmPriority: String, Hashable, Sendable, Codable, CaseIterable {
    /// Prompt: a heart rate beyond its limit for a minute can mean that the circulation is failing now.
    case high
    /// Soon: an irregular rhythm harms over hours to days, and wants an electrocardiogram.
    case medium
    /// When convenient: without data nobody is harmed yet, but nobody is watched either.
    case low
    case info

    package init(of condition: ConditionKind) {
        switch condition {
        // The circulation, breathing or the brain's sugar may be failing now.
        case .heartRateHigh, .heartRateLow, .oxygenVeryLow, .glucoseVeryLow: self = .high
        // Harm within hours, and something can be done before.
        case .irregularRhythm, .irregularRhythmBurden, .oxygenLow, .respiratoryRateHigh, .respiratoryRateLow, .temperatureHigh,
            .temperatureLow, .systolicHigh,
            .systolicLow, .diastolicHigh, .glucoseLow, .glucoseLowExpected, .earlyWarning:
            self = .medium
        // Today, or at the next visit; nobody is watched while a sensor fails. A strap that lost beats may look like a pause.
        case .pause, .pressureDrop, .glucoseHigh, .weightGainDay, .weightGainThreeDays, .illness, .noData, .noSkinContact,
            .implausibleValues,
            .frozenValues, .poorSignal, .clockFault, .batteryLow, .gatewayOffline, .backlogGrowing,
            .channelFailing:
            self = .low
        // Worth knowing.
        case .sleepDesaturation, .variabilityLow, .unusual, .unusualSeries: self = .info
        }
    }
}
