// What a monitor says when, and only when, something changed.

package import Vitals

/// A condition that began or ended.
package struct ConditionChange: Hashable, Sendable, Codable {
    package let person: PersonID
    package let kind: ConditionKind
    package let isPresent: Bool
    /// When it was decided, in event time; for no data, the time of the tick.
    package let at: Timestamp
    /// Since when what was decided had been so: earlier than `at` by the detector's delay.
    package let since: Timestamp
    package let evidence: [Evidence]
    /// True when the observation that decided it was made by a simulator.
    package let isSimulated: Bool

    package init(
        person: PersonID, kind: ConditionKind, isPresent: Bool, at: Timestamp, since: Timestamp, evidence: [Evidence], isSimulated: Bool
    ) {
        self.person = person
        self.kind = kind
        self.isPresent = isPresent
        self.at = at
        self.since = since
        self.evidence = evidence
        self.isSimulated = isSimulated
    }
}
