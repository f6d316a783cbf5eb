// What people are told about a condition.

package import Conditions
package import Vitals

/// One alarm in its present state.
package struct Alarm: Hashable, Sendable, Codable {
    /// Person, condition and begin in milliseconds: `anna-irregular_rhythm-1795417200123`. A replay gives the same.
    package let id: String
    /// 1 when it came on, one more with each change: who hears of an alarm twice keeps the higher.
    package let revision: Int
    package let person: PersonID
    package let condition: ConditionKind
    package let priority: AlarmPriority
    package let state: AlarmState
    /// When the condition began.
    package let since: Timestamp
    /// When this revision was decided.
    package let changed: Timestamp
    /// A sentence for people, short enough for a watch. It says what was measured, never what it means medically.
    package let text: String
    package let evidence: [Evidence]
    package let isSimulated: Bool
    /// What became of it among people.
    package let handling: AlarmHandling

    init(
        id: String, revision: Int, person: PersonID, condition: ConditionKind, priority: AlarmPriority, state: AlarmState, since: Timestamp,
        changed: Timestamp, text: String, evidence: [Evidence], isSimulated: Bool, handling: AlarmHandling = AlarmHandling()
    ) {
        (self.id, self.revision, self.person, self.condition) = (id, revision, person, condition)
        (self.priority, self.state, self.since, self.changed) = (priority, state, since, changed)
        (self.text, self.evidence, self.isSimulated, self.handling) = (text, evidence, isSimulated, handling)
    }

    package init(from decoder: any Decoder) throws {
        let stored = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            id: try stored.decode(String.self, forKey: .id), revision: try stored.decode(Int.self, forKey: .revision),
            person: try stored.decode(PersonID.self, forKey: .person), condition: try stored.decode(ConditionKind.self, forKey: .condition),
            priority: try stored.decode(AlarmPriority.self, forKey: .priority), state: try stored.decode(AlarmState.self, forKey: .state),
            since: try stored.decode(Timestamp.self, forKey: .since), changed: try stored.decode(Timestamp.self, forKey: .changed),
            text: try stored.decode(String.self, forKey: .text), evidence: try stored.decode([Evidence].self, forKey: .evidence),
            isSimulated: try stored.decode(Bool.self, forKey: .isSimulated),
            // Earlier versions had none.
            handling: try stored.decodeIfPresent(AlarmHandling.self, forKey: .handling) ?? AlarmHandling())
    }

    package var kind: AlarmKind { condition.isTechnical ? .technical : .physiological }
}

extension Alarm {
    /// Of a condition that was found in values that came late: over before anybody could be told.
    package init(historical change: ConditionChange) {
        self.init(
            id: "\(change.person)-\(change.kind.rawValue)-\(change.since.milliseconds)-late", revision: 1, person: change.person,
            condition: change.kind, priority: AlarmPriority(of: change.kind), state: .off, since: change.since, changed: change.at,
            text: AlarmText.on(change.kind, change.evidence), evidence: change.evidence, isSimulated: change.isSimulated)
    }
}
