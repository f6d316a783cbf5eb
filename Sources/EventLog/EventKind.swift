// Everything that changes data is an event: what gateways and apps send, and what people decide about it.

/// What an event says, and so how its body is read. A code never changes its meaning.
package enum EventKind: Int, Hashable, Sendable, CaseIterable {
    /// Frames of a gateway: a batch of the uplink contract, opened.
    case batch = 0
    /// Decoded observations of an app or a file.
    case observations = 1
    /// Who wears a device from when to when.
    case assignment = 2
    /// A value, or its quality, is put right.
    case correction = 3
    /// A stretch of a person's observations is not to be shown any more.
    case tombstone = 4
    /// The settings that observations and conditions depend on.
    case settings = 5
    /// The time, where its passing changed something that no value did.
    case time = 6
    /// A gateway came online or went, or falls behind with what it sends.
    case gateway = 7
    /// Somebody acknowledged, snoozed or silenced alarms.
    case alarmAction = 8
    /// A channel of notifications fails, or works again.
    case channel = 9

    /// As people and exports name it.
    package var name: String {
        switch self {
        case .batch: "batch"
        case .observations: "observations"
        case .assignment: "assignment"
        case .correction: "correction"
        case .tombstone: "tombstone"
        case .settings: "settings"
        case .time: "time"
        case .gateway: "gateway"
        case .alarmAction: "alarm_action"
        case .channel: "channel"
        }
    }

    package init?(name: some StringProtocol) {
        guard let kind = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = kind
    }
}
