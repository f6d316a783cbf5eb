// What has become of an alarm among people: the condition is one thing, who looks after it another.

package import Conditions
import Vitals

/// How an alarm is dealt with, as of one of its revisions.
package struct AlarmHandling: Hashable, Sendable, Codable {
    /// Whether this revision is to be told to people: the first of them, a reminder, or one after a pause.
    package var isSignal = false
    /// How often it has been told.
    package var signals = 0
    package var acknowledged: AlarmPause?
    package var snoozed: AlarmPause?
    package var silenced: AlarmPause?
    /// A graver condition, or a sensor that is off, that speaks for this one. Never of a high one.
    package var inhibitedBy: ConditionKind?
    /// It came and went so often that it counts as on until it has rested.
    package var isUnstable = false
    /// Nobody acknowledged it although it was told again and again.
    package var isUnattended = false

    package init() {}

    /// The same but for what every signal changes.
    func isSame(as other: Self) -> Bool {
        var (one, other) = (self, other)
        (one.isSignal, one.signals) = (false, 0)
        (other.isSignal, other.signals) = (false, 0)
        return one == other
    }
}
