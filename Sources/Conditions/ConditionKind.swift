// The conditions that VitalFlow knows today; their raw values stand in topics, tables and alarm ids and never change.

/// Something that is true of a person, or of what measures them, for a while.
package enum ConditionKind: String, Hashable, Sendable, Codable, CaseIterable {
    case heartRateHigh = "heart_rate_high"
    case heartRateLow = "heart_rate_low"
    case irregularRhythm = "irregular_rhythm"
    case noData = "no_data"

    /// True where the equipment is meant, not the person (IEC 60601-1-8: technical alarm condition).
    package var isTechnical: Bool { self == .noData }
}
