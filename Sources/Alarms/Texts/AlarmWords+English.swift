// English.

import Conditions
import Vitals

extension AlarmWords {
    static let english = AlarmWords(
        above: "above", below: "below", backBelow: "back below", backAbove: "back above", from: "from", decimalMark: ".",
        span: " for %", burden: "Irregular rhythm% in a day: have an ECG taken", expected: "Glucose % expected in 30 min",
        desaturations: "Oxygen fell % in the night", unusual: "% unusual", score: "Early warning score %",
        discreet: "Alarm, priority %", over: "%: over", rising: "rising", falling: "falling", steady: "steady",
        title: { condition in
            switch condition {
            case .heartRateHigh: "Heart rate high"
            case .heartRateLow: "Heart rate low"
            case .irregularRhythm: "Irregular rhythm"
            case .irregularRhythmBurden: "Irregular rhythm for long"
            case .pause: "Pause of the heart"
            case .oxygenVeryLow: "Oxygen very low"
            case .oxygenLow: "Oxygen low"
            case .sleepDesaturation: "Oxygen fell often in the night"
            case .respiratoryRateHigh: "Breathing fast"
            case .respiratoryRateLow: "Breathing slow"
            case .temperatureHigh: "Fever"
            case .temperatureLow: "Temperature low"
            case .systolicHigh, .diastolicHigh: "Blood pressure high"
            case .systolicLow: "Blood pressure low"
            case .pressureDrop: "Blood pressure fell"
            case .glucoseVeryLow: "Glucose very low"
            case .glucoseLow: "Glucose low"
            case .glucoseLowExpected: "Glucose will be low"
            case .glucoseHigh: "Glucose high"
            case .weightGainDay: "Weight gain in a day"
            case .weightGainThreeDays: "Weight gain in three days"
            case .earlyWarning: "Early warning score high"
            case .illness: "Resting heart rate raised, as in illness"
            case .variabilityLow: "Heart-rate variability low for nights"
            case .unusual: "Heart rate unusual for this hour"
            case .unusualSeries: "Unusual values"
            case .noData: "No data"
            case .noSkinContact: "No skin contact"
            case .batteryLow: "Battery low"
            case .implausibleValues: "Implausible values"
            case .frozenValues: "Values do not change"
            case .poorSignal: "Signal too poor for the rhythm"
            case .clockFault: "Clock of the gateway is ahead"
            case .gatewayOffline: "Gateway offline"
            case .backlogGrowing: "Gateway falls behind: values come late"
            case .channelFailing: "A channel of notifications fails"
            }
        },
        end: { condition in
            switch condition {
            case .heartRateHigh, .heartRateLow: "Heart rate back within limits"
            case .irregularRhythm: "Rhythm regular again"
            case .irregularRhythmBurden: "Hardly any irregular rhythm for a day"
            case .noData: "Data is back"
            case .noSkinContact: "Skin contact is back"
            case .gatewayOffline: "Gateway is back"
            case .backlogGrowing: "Gateway has caught up"
            case .glucoseLowExpected: "Glucose no longer on the way to low"
            case .channelFailing: "The channel of notifications works again"
            default: nil
            }
        },
        advice: { condition in
            switch condition {
            case .heartRateHigh, .heartRateLow: "Look after the person now; call for help if they feel unwell."
            case .irregularRhythm, .irregularRhythmBurden: "Ask how they are; have an ECG taken soon."
            case .pause: "Look at the beats; ask about dizziness or fainting."
            case .oxygenVeryLow: "Look after the person now; check that the sensor sits well."
            case .oxygenLow, .respiratoryRateHigh, .respiratoryRateLow, .earlyWarning: "Look after the person; check the sensor."
            case .glucoseVeryLow: "Give fast sugar now if they can swallow; call for help if they cannot."
            case .glucoseLow, .glucoseLowExpected: "Measure again; have something sweet at hand."
            case .glucoseHigh: "Measure again; follow the care plan."
            case .temperatureHigh, .temperatureLow, .illness: "Ask how they are; measure again."
            case .systolicHigh, .systolicLow, .diastolicHigh, .pressureDrop: "Measure again at rest; follow the care plan."
            case .weightGainDay, .weightGainThreeDays: "Weigh again; tell whoever treats the heart."
            case .sleepDesaturation, .variabilityLow, .unusual, .unusualSeries: "Look at it when convenient."
            case .noData: "Is the device worn, charged and near its gateway?"
            case .noSkinContact, .poorSignal, .implausibleValues, .frozenValues: "See whether the sensor sits well."
            case .batteryLow: "Charge the device or change its battery."
            case .clockFault: "Check the clock of the gateway."
            case .gatewayOffline, .backlogGrowing: "Check the gateway's power and network."
            case .channelFailing: "Check the channel's settings and its server."
            }
        },
        priority: { $0.rawValue },
        phrase: { phrase in
            switch phrase {
            case .simulated: "SIMULATED"
            case .reminder: "Still"
            case .escalated: "Nobody answered"
            case .unattended: "UNATTENDED"
            case .acknowledged: "% takes care of it"
            case .over: "Over"
            case .trial: "A trial of VitalFlow's alarms: all is well"
            case .acknowledge: "I take care"
            }
        },
        name: { $0.name })
}
