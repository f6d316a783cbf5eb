// Messages that could not become batches, bounded in number and in bytes.

import Foundation
import GRDB
import Vitals

extension SQLiteBatchLog {
    package func quarantine(_ messages: [RefusedMessage]) async throws {
        guard !messages.isEmpty else { return }
        try await pool.write { db in
            let insert = try db.cachedStatement(sql: BatchSQL.quarantine)
            for message in messages {
                let received = message.received.milliseconds
                try insert.execute(arguments: [
                    message.gateway.text, message.topic, received, message.reason,
                    Data(message.body.prefix(QuarantineLimit.bodyBytesMax)), message.body.count,
                    Int64(bitPattern: Self.hash(message.body)), received,
                ])
            }
            try db.execute(
                sql: BatchSQL.boundQuarantine, arguments: [QuarantineLimit.messagesMax, QuarantineLimit.bytesMax])
        }
    }

    /// Tells repeats of a message from other messages.
    private static func hash(_ bytes: [UInt8]) -> UInt64 {
        var fingerprint = Fingerprint()
        fingerprint.add(bytes)
        return fingerprint.value
    }
}
