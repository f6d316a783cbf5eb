// Somebody who cares for the person and somebody who cares for the equipment need not be the same.

/// Whom an alarm is about (IEC 60601-1-8).
package enum AlarmKind: String, Hashable, Sendable, Codable, CaseIterable {
    /// The person.
    case physiological
    /// What measures the person.
    case technical
}
