// What the planner has to know of a revision of an alarm.

package import Conditions
import Vitals

/// A revision of an alarm, as far as it decides who is told.
package struct AlarmNews: Hashable, Sendable {
    package let id: String
    package let revision: Int
    package let person: String
    package let condition: ConditionKind
    package let priority: AlarmPriority
    package let state: AlarmState
    package let isSignal: Bool
    /// Somebody, or a graver condition, keeps it quiet for now.
    package let isPaused: Bool
    package let acknowledgedBy: String?

    package init(
        id: String, revision: Int, person: String, condition: ConditionKind, priority: AlarmPriority, state: AlarmState, isSignal: Bool,
        isPaused: Bool = false, acknowledgedBy: String? = nil
    ) {
        (self.id, self.revision, self.person, self.condition) = (id, revision, person, condition)
        (self.priority, self.state, self.isSignal) = (priority, state, isSignal)
        (self.isPaused, self.acknowledgedBy) = (isPaused, acknowledgedBy)
    }
}

extension AlarmNews {
    package init(_ alarm: Alarm) {
        let handling = alarm.handling
        self.init(
            id: alarm.id, revision: alarm.revision, person: alarm.person.text, condition: alarm.condition, priority: alarm.priority,
            state: alarm.state, isSignal: handling.isSignal,
            isPaused: handling.snoozed != nil || handling.silenced != nil || handling.inhibitedBy != nil,
            acknowledgedBy: handling.acknowledged?.by)
    }
}
