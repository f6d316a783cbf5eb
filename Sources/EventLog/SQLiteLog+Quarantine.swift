// Messages that could not become batches, bounded in number and in bytes.

import Foundation
import GRDB
import Vitals

extension SQLiteLog {
    package func quarantine(_ messages: [RefusedMessage]) async throws {
        guard !messages.isEmpty else { return }
        try await pool.write { db in
            let insert = try db.cachedStatement(sql: EventSQL.quarantine)
            for message in messages {
                let received = message.received.milliseconds
                try insert.execute(arguments: [
                    message.gateway.text, message.topic, received, message.reason,
                    Data(message.body.prefix(QuarantineLimit.bodyBytesMax)), message.body.count,
                    Int64(bitPattern: Self.hash(message.body)), received,
                ])
            }
            try db.execute(
                sql: EventSQL.boundQuarantine, arguments: [QuarantineLimit.messagesMax, QuarantineLimit.bytesMax])
        }
    }

    /// Everything in quarantine, the oldest first.
    package func quarantined() async throws -> [QuarantinedMessage] {
        try await pool.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT quarantine_id, gateway, topic, received_ms, reason, body, body_bytes, times, last_received_ms FROM quarantine
                    ORDER BY quarantine_id
                    """
            ).compactMap { row in
                guard let gateway = try? GatewayID(row[1] as String) else { return nil }
                return QuarantinedMessage(
                    id: row[0],
                    message: RefusedMessage(
                        gateway: gateway, topic: row[2], received: Timestamp(milliseconds: row[3]), reason: row[4],
                        body: [UInt8](row[5] as Data)), times: row[7], last: Timestamp(milliseconds: row[8]), bytes: row[6])
            }
        }
    }

    /// Takes a message out of quarantine: it was good after all.
    package func release(_ id: Int64) async throws {
        try await pool.write { db in try db.execute(sql: "DELETE FROM quarantine WHERE quarantine_id = ?", arguments: [id]) }
    }

    /// Tells repeats of a message from other messages.
    private static func hash(_ bytes: [UInt8]) -> UInt64 {
        var fingerprint = Fingerprint()
        fingerprint.add(bytes)
        return fingerprint.value
    }
}
