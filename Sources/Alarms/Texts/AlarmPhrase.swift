// What a message says beside the alarm's own text.

package enum AlarmPhrase: Hashable, Sendable, CaseIterable {
    /// The values are a simulator's.
    case simulated
    /// Told again, since nobody acknowledged it.
    case reminder
    /// Passed on, since the one before did not acknowledge it.
    case escalated
    /// Nobody at all acknowledged it.
    case unattended
    /// Somebody, who is named, takes care of it.
    case acknowledged
    case over
    /// A trial of the channel.
    case trial
    /// What a button says that acknowledges.
    case acknowledge
}
