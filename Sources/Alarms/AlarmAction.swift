// What people do about alarms: each with a name and a reason, and none of it for ever.

package import Conditions
package import Vitals

/// Something that somebody did about one alarm, one condition, or all alarms of a person.
package struct AlarmAction: Hashable, Sendable, Codable {
    package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        /// Somebody takes one alarm on: it is quiet until its condition is over, and armed again then.
        case acknowledge
        /// One condition of a person is quiet for a while.
        case snooze
        /// A person's alarms are quiet for a while, but for high ones that begin meanwhile.
        case silence
        /// Ends a snooze of a condition, or a silence where none is named.
        case resume
    }

    package let kind: Kind
    package let person: PersonID
    /// Of which alarm; for `acknowledge`.
    package let alarm: String?
    /// For `snooze`, and for `resume` of one.
    package let condition: ConditionKind?
    /// Who did it.
    package let by: String
    package let reason: String
    /// For how long; for `snooze` and `silence`.
    package let seconds: Int64?

    package static let byMax = 64
    package static let reasonMax = 200

    package init(
        _ kind: Kind, of person: PersonID, alarm: String? = nil, condition: ConditionKind? = nil, by: String, because reason: String,
        for duration: Duration? = nil
    ) {
        (self.kind, self.person, self.alarm, self.condition) = (kind, person, alarm, condition)
        (self.by, self.reason, seconds) = (by, reason, duration.map { $0.components.seconds })
    }

    /// What is missing or too much; `nil` when it can be done.
    package var fault: Fault? {
        if by.isEmpty || by.count > Self.byMax { return .by }
        if reason.isEmpty || reason.count > Self.reasonMax { return .reason }
        switch kind {
        case .acknowledge: return alarm == nil ? .alarm : nil
        case .snooze: return condition == nil ? .condition : seconds.map { $0 > 0 } == true ? nil : .duration
        case .silence: return seconds.map { $0 > 0 } == true ? nil : .duration
        case .resume: return nil
        }
    }

    package enum Fault: String, Hashable, Sendable, CaseIterable {
        case by, reason, alarm, condition, duration
    }
}
