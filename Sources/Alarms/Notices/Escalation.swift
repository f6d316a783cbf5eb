// How far the telling of an alarm has come.

package import Vitals

/// What was decided about one alarm so far, and when the next decision is due.
package struct Escalation: Hashable, Sendable, Codable {
    /// The alarm's last revision that was looked at.
    package var revision: Int
    package var rule: String
    /// How many steps were taken.
    package var steps = 0
    /// When the next step is due, unless somebody acknowledges; `nil`: none is.
    package var next: Timestamp?
    /// Whom it was told, in the order in which they were.
    package var told: [String] = []
    /// Nobody answered the last step.
    package var isUnattended = false

    /// The clock was set back by so much: nothing lasts longer for it.
    package mutating func shift(by step: Duration) { next = next.map { $0 - step } }
}

/// That somebody is to be told.
package struct Notice: Hashable, Sendable {
    package enum Reason: String, Hashable, Sendable, Codable, CaseIterable {
        case begun
        /// Told again, since nobody acknowledged it.
        case reminder
        /// The next step.
        case escalated
        /// Nobody acknowledged any step.
        case unattended
        /// Somebody took it on.
        case acknowledged
        case over
    }

    package let contact: String
    package let reason: Reason
    /// Not before the end of quiet hours or of the time for grouping; `nil`: at once.
    package let notBefore: Timestamp?
    /// Over all channels at once.
    package let isLoud: Bool
}
