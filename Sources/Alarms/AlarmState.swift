// A first, short life: acknowledged and latched come with escalation.

/// Whether an alarm's condition is present.
package enum AlarmState: String, Hashable, Sendable, Codable, CaseIterable {
    case on
    case off
}
