// What people decide about data: events like any other, applied to what came before them in the log.

import EventLog
import Vitals

/// Changes what observations are attributed to, worth or shown.
enum Decision: Hashable {
    case settings(SettingsEvent)
    case assignment(AssignmentEvent)
    case correction(CorrectionEvent)
    case tombstone(TombstoneEvent)
}

/// Somebody wears a device from when to when.
struct AssignmentEvent: Codable, Hashable {
    let device: DeviceAddress
    /// `nil`: nobody does.
    let person: PersonID?
    /// Included; `nil`: from the beginning.
    let from: Timestamp?
    /// Not included; `nil`: for good.
    let to: Timestamp?
}

/// A value is another one, or worth less than its device said.
struct CorrectionEvent: Codable, Hashable {
    let person: PersonID
    let metric: String
    /// The time of the observation as it is shown.
    let time: Timestamp
    /// `nil`: as it was.
    let value: Double?
    let quality: ObservationQuality?
    let reason: String
}

/// A stretch of a person's observations is not to be shown any more. The log keeps them.
struct TombstoneEvent: Codable, Hashable {
    let person: PersonID
    /// `nil`: all of them.
    let metric: String?
    let from: Timestamp
    let to: Timestamp
    let reason: String
}

extension Decision {
    /// `nil`: the event says nothing of the kind.
    init?(_ event: LoggedEvent) throws {
        switch event.kind {
        case .settings: self = .settings(try JSON.value(SettingsEvent.self, from: event.body))
        case .assignment: self = .assignment(try JSON.value(AssignmentEvent.self, from: event.body))
        case .correction: self = .correction(try JSON.value(CorrectionEvent.self, from: event.body))
        case .tombstone: self = .tombstone(try JSON.value(TombstoneEvent.self, from: event.body))
        case .batch, .observations, .time, .gateway, .alarmAction, .channel, nil: return nil
        }
        guard times.allSatisfy({ $0 >= .first && $0 <= .last }) else { throw DecisionError.time }
    }

    private var times: [Timestamp] {
        switch self {
        case .settings: []
        case .assignment(let assignment): [assignment.from, assignment.to].compactMap(\.self)
        case .correction(let correction): [correction.time]
        case .tombstone(let tombstone): [tombstone.from, tombstone.to]
        }
    }
}

enum DecisionError: Error, Hashable {
    /// Before the year 1, or after 9999.
    case time
}
