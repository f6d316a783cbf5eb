// What does not decode is kept, counted and bounded.

import EventLog
import Testing
import Vitals

@Suite("Quarantine")
struct QuarantineTests {
    private func message(_ body: [UInt8], topic: String = "t") throws -> RefusedMessage {
        RefusedMessage(
            gateway: try GatewayID("ward"), topic: topic, received: Timestamp(milliseconds: 5), reason: "not Protocol Buffers", body: body)
    }

    @Test("A message that comes again is counted and kept once")
    func repeats() async throws {
        let file = try LogFile()
        let log = try file.open()
        try await log.quarantine([message([1]), message([2])])
        try await log.quarantine([message([1])])
        #expect(try await log.statistics().quarantinedMessages == 2)
        #expect(try log.integers("SELECT times FROM quarantine ORDER BY quarantine_id") == [2, 1])
    }

    @Test("Only the newest messages are kept")
    func bound() async throws {
        let file = try LogFile()
        let log = try file.open()
        let count = QuarantineLimit.messagesMax + 10
        try await log.quarantine((0..<count).map { try message([UInt8($0 & 0xFF), UInt8($0 >> 8)]) })
        #expect(try await log.statistics().quarantinedMessages == QuarantineLimit.messagesMax)
        #expect(try log.integers("SELECT MIN(quarantine_id) FROM quarantine") == [11])
    }

    @Test("Of a long message the beginning and the length are kept, and all messages together stay within the bound of bytes")
    func bytes() async throws {
        let file = try LogFile()
        let log = try file.open()
        let long = QuarantineLimit.bodyBytesMax + 1
        let count = QuarantineLimit.bytesMax / QuarantineLimit.bodyBytesMax + 2
        for index in 0..<count {
            try await log.quarantine([message([UInt8(index & 0xFF), UInt8(index >> 8)] + [UInt8](repeating: 0, count: long - 2))])
        }
        #expect(try log.integers("SELECT DISTINCT body_bytes FROM quarantine") == [long])
        #expect(try log.integers("SELECT SUM(LENGTH(body)) FROM quarantine") == [QuarantineLimit.bytesMax])
    }
}
