// The states of an alarm signal, in the words of IEEE 11073-10207 (BICEPS), AlertSignalPresence.

/// Whether an alarm's condition is present, and whether somebody has taken it on.
package enum AlarmState: String, Hashable, Sendable, Codable, CaseIterable {
    /// Present, and nobody has acknowledged it.
    case on
    /// Over before anybody acknowledged it; of high conditions only: somebody should know that it was.
    case latched
    /// Present, and somebody has acknowledged it.
    case acknowledged = "ack"
    case off
}
