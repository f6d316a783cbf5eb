// `vitalflow-collector quarantine`: what was refused, why, and another try.

import EventLog
import Foundation
import Uplink
import Vitals

package struct QuarantineProgram: Sendable {
    private let directory: String
    private let clock: WallClock

    package init(dataDirectory: String, clock: WallClock = .system) {
        directory = dataDirectory
        self.clock = clock
    }

    package struct Entry: Encodable {
        package let id: Int64
        package let from: String
        package let topic: String
        package let reason: String
        package let times: Int
        package let bytes: Int
        package let first: String
        package let last: String
    }

    package struct Retried: Encodable {
        package var taken = 0
        package var refused = 0
    }

    package func list() async throws -> [Entry] {
        try await SQLiteLog.existing(in: directory).quarantined().map {
            Entry(
                id: $0.id, from: $0.message.gateway.text, topic: $0.message.topic, reason: $0.message.reason, times: $0.times,
                bytes: $0.bytes, first: $0.message.received.description, last: $0.last.description)
        }
    }

    /// Tries those that are whole again: with keys that are there now, and metrics that this version knows. What is taken leaves the quarantine.
    package func retry(_ ids: [Int64]) async throws -> Retried {
        let log = try SQLiteLog.existing(in: directory)
        let keys = try CollectorKeys(CollectorKeyStore(dataDirectory: directory))
        var result = Retried()
        for entry in try await log.quarantined() where ids.isEmpty || ids.contains(entry.id) {
            if entry.bytes == entry.message.body.count, let event = try await arrived(entry.message, keys, log) {
                if try await log.append([event]).first != .conflicting {
                    try await log.release(entry.id)
                    result.taken += 1
                    continue
                }
            }
            result.refused += 1
        }
        return result
    }

    private func arrived(_ message: RefusedMessage, _ keys: CollectorKeys, _ log: SQLiteLog) async throws -> ArrivedEvent? {
        guard [QuarantineTopic.submission, QuarantineTopic.file].contains(message.topic) else {
            guard let (body, batch) = try? keys.batch(of: message.body, from: message.gateway) else { return nil }
            return ArrivedEvent(
                key: EventKey(gateway: message.gateway, epoch: batch.epoch, sequence: batch.sequence), received: clock.now(), body: body,
                lost: batch.lost)
        }
        guard let item = try? JSON.value(SubmittedItem.self, from: message.body), let good = try? item.checked(now: clock.now()),
            let app = try? AppID(message.gateway.text)
        else { return nil }
        return SubmissionLog(log: log, app: app, clock: clock).event([good], key: nil)
    }
}
