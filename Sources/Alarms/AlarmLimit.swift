// How long people may keep alarms quiet, and how often alarms come back.

import Conditions
import Vitals

/// Bounds of the alarm machine. All by the time that events bring.
package enum AlarmLimit {
    /// An acknowledgement holds until the condition is over, and no longer than this: whoever took it on may have been called away.
    package static func acknowledged(_ priority: AlarmPriority) -> Duration {
        switch priority {
        case .high: .seconds(3600)
        case .medium: .seconds(12 * 3600)
        case .low, .info: .seconds(7 * 86_400)
        }
    }

    package static func snoozed(_ priority: AlarmPriority) -> Duration { priority == .high ? .seconds(3600) : .seconds(86_400) }
    package static let silenced = Duration.seconds(8 * 3600)

    /// When an alarm that nobody acknowledged is told again; `nil`: never.
    package static func reminder(_ priority: AlarmPriority, _ state: AlarmState) -> Duration? {
        switch (priority, state) {
        case (.high, .on): .seconds(120)
        case (.high, .latched), (.medium, .on): .seconds(1800)
        default: nil
        }
    }

    /// How often it is told in all; a high one as long as it is on.
    package static func signals(_ priority: AlarmPriority, _ state: AlarmState) -> Int {
        priority == .high && state == .on ? .max : 5
    }

    /// From so many signals on a high alarm that nobody acknowledged says so: ten minutes.
    package static let unattendedSignals = 6
    /// A latched alarm is given up.
    package static let latched = Duration.seconds(86_400)

    /// So many begins within so long make a condition unstable, and so long without it end that.
    package static let unstableBegins = 4
    package static let unstableWithin = Duration.seconds(900)
    package static let unstableRest = Duration.seconds(600)
}

extension ConditionKind {
    /// What speaks for this condition while it is present; of a high one nothing does.
    var inhibitors: [ConditionKind] {
        switch self {
        case .oxygenLow: [.oxygenVeryLow]
        case .glucoseLow: [.glucoseVeryLow]
        case .glucoseLowExpected: [.glucoseVeryLow, .glucoseLow]
        case .irregularRhythm: [.irregularRhythmBurden, .noSkinContact, .noData]
        case .pause, .poorSignal, .implausibleValues, .frozenValues: [.noSkinContact, .noData]
        case .noData: [.noSkinContact]
        default: []
        }
    }
}
