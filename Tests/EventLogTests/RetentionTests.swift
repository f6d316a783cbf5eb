// What the log lets go is accounted for, is not asked for again, and does not come in again.

import EventLog
import Testing
import Uplink
import Vitals

@Suite("Retention", .serialized)
struct RetentionTests {
    private func event(_ sequence: UInt64, at seconds: Int64, bytes: Int = 100) throws -> ArrivedEvent {
        ArrivedEvent(
            key: EventKey(gateway: try GatewayID("ward"), epoch: 7, sequence: sequence), received: Timestamp(milliseconds: seconds * 1000),
            body: [UInt8](repeating: UInt8(truncatingIfNeeded: sequence), count: bytes))
    }

    @Test("What is older goes, with an exact account, and only as far as the views are")
    func age() async throws {
        let file = try LogFile()
        let log = try file.open()
        _ = try await log.append((1...10).map { try event(UInt64($0), at: Int64($0)) })
        let policy = RetentionPolicy(ageMax: .seconds(5))
        #expect(try await log.retain(policy, upTo: 3, at: Timestamp(milliseconds: 13_000)) == 3)
        #expect(try await log.retain(policy, upTo: 10, at: Timestamp(milliseconds: 13_000)) == 4)
        let dropped = try #require(try await log.droppedEvents().first)
        #expect(dropped.events == 7 && dropped.bytes == 700 && dropped.reason == .age)
        #expect(dropped.offsets == 1...7)
        #expect(dropped.received == Timestamp(milliseconds: 1000)...Timestamp(milliseconds: 7000))
        #expect(try await log.firstOffset() == 8)
    }

    @Test("What was dropped stays durable: it is neither wanted nor taken again, also after opening anew")
    func durable() async throws {
        let file = try LogFile()
        let log = try file.open()
        _ = try await log.append((1...10).map { try event(UInt64($0), at: Int64($0)) })
        _ = try await log.retain(RetentionPolicy(ageMax: .seconds(1)), upTo: 6, at: Timestamp(milliseconds: 100_000))
        for log in [log, try file.open()] {
            #expect(try await log.append([event(3, at: 3)]) == [.repeated])
            #expect(try await log.durableStreams().map(\.ranges.ranges) == [[1...10]])
        }
    }

    @Test("A log that is too large loses its oldest events")
    func size() async throws {
        let file = try LogFile()
        let log = try file.open()
        for start in stride(from: 0 as UInt64, to: 2000, by: 500) {
            _ = try await log.append((1...500).map { try event(start + $0, at: 1, bytes: 1000) })
        }
        var gone = 0
        while true {
            let count = try await log.retain(RetentionPolicy(bytesMax: 1 << 20), upTo: 2000, at: Timestamp(milliseconds: 2000))
            gone += count
            if count == 0 { break }
        }
        #expect((900...1500).contains(gone), "\(gone)")
        #expect(try await log.droppedEvents().map(\.events) == [gone])
        #expect(try await log.firstOffset() == Int64(gone) + 1)
    }

    @Test("A byte that changed on the disk is found, and everything else is read")
    func checksum() async throws {
        let file = try LogFile()
        let log = try file.open()
        _ = try await log.append((1...3).map { try event(UInt64($0), at: 1) })
        try log.execute("UPDATE event SET body = zeroblob(100) WHERE log_offset = 2")
        let read = try await log.read(after: 0, limit: ReadLimit(eventsMax: 10, bytesMax: 10_000))
        #expect(read.map(\.integrity) == [.intact, .damaged, .intact])
    }

    @Test(
        "A row that holds something else than was written stops nobody",
        arguments: [
            "source = ''", "source = 'a b'", "body = zeroblob(0)", "kind = 99", "received_ms = -1", "sequence = 9223372036854775807",
        ])
    func otherRow(change: String) async throws {
        let file = try LogFile()
        let log = try file.open()
        _ = try await log.append((1...3).map { try event(UInt64($0), at: 1) })
        // Interpolated: what the disk did to the row.
        try log.execute("UPDATE event SET \(change) WHERE log_offset = 2")
        let read = try await log.read(after: 0, limit: ReadLimit(eventsMax: 10, bytesMax: 10_000))
        #expect(read.map(\.integrity) == [.intact, .damaged, .intact])
        _ = try await file.open().durableStreams()
        #expect(try await log.retain(RetentionPolicy(ageMax: .zero), upTo: 3, at: Timestamp(milliseconds: 10_000)) == 3)
    }

    @Test("A log of an earlier version is taken over; its events have no checksum")
    func migration() async throws {
        let file = try LogFile()
        try file.makeOld()
        let log = try file.open()
        let read = try await log.read(after: 0, limit: ReadLimit(eventsMax: 10, bytesMax: 10_000))
        #expect(read.map(\.integrity) == [.unchecked] && read.map(\.kind) == [.batch] && read.map(\.body) == [[1, 2]])
        #expect(try await log.durableStreams().map(\.ranges.ranges) == [[5...5]])
    }
}
