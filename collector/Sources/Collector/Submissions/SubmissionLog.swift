// From checked observations to durable events; what comes twice is there once.

import EventLog
import Vitals

/// What became of a submission.
enum SubmissionOutcome: Hashable {
    case stored
    case repeated
    /// The key was used for something else before.
    case conflicting
}

/// Brings observations of one app into the log.
struct SubmissionLog: Sendable {
    let log: any DurableLog
    let app: AppID
    let clock: WallClock

    /// `key` tells the submission from others of the app; without one its content does.
    func store(_ items: [SubmittedObservation], key: String?) async throws -> SubmissionOutcome {
        guard !items.isEmpty else { return .repeated }
        switch try await log.append([event(items, key: key)]).first {
        case .stored: return .stored
        case .conflicting: return .conflicting
        case .repeated, nil: return .repeated
        }
    }

    func event(_ items: [SubmittedObservation], key: String?) -> ArrivedEvent {
        let body = SubmittedObservations(items).encoded()
        return ArrivedEvent(
            .observations, key: Self.eventKey(app, key.map { Array($0.utf8) } ?? body), received: clock.now(), body: body)
    }

    /// Two fingerprints of 64 and 63 bits, so that different keys are different events.
    private static func eventKey(_ app: AppID, _ bytes: [UInt8]) -> EventKey {
        var (one, other) = (Fingerprint(), Fingerprint())
        one.add(bytes)
        other.add(UInt8(ascii: "/"))
        for byte in bytes.reversed() { other.add(byte) }
        return EventKey(EventSource(app), epoch: one.value, sequence: max(1, other.value >> 1))
    }
}

/// Gathers observations of a long file into events. An event ends after some four thousand of them, where the observations themselves say so:
/// a file that was exported again later, longer, is cut in the same places, and what was there before changes nothing.
struct SubmissionCutter {
    private(set) var items: [SubmittedObservation] = []
    private static let cutMask: UInt64 = 0xFFF

    /// The items of a whole event, once there are enough.
    mutating func add(_ item: SubmittedObservation) -> [SubmittedObservation]? {
        items.append(item)
        var fingerprint = Fingerprint()
        for shift in stride(from: UInt64(0), to: 64, by: 8) {
            fingerprint.add(UInt8(truncatingIfNeeded: item.value.bitPattern >> shift))
            fingerprint.add(UInt8(truncatingIfNeeded: item.time.milliseconds >> Int64(shift)))
        }
        // The low bits of FNV-1a of so few bytes are poor ones.
        guard (fingerprint.value >> 32 ^ fingerprint.value) & Self.cutMask == 0 || items.count == SubmittedObservations.countMax else {
            return nil
        }
        return rest()
    }

    /// What is left at the end.
    mutating func rest() -> [SubmittedObservation] {
        defer { items.removeAll(keepingCapacity: true) }
        return items
    }
}
