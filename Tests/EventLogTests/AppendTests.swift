// What is appended stays, once, in order.

import EventLog
import Testing
import Vitals

@Suite("The event log")
struct AppendTests {
    @Test("A batch that comes again changes nothing and is told from a new one")
    func repeats() async throws {
        let file = try LogFile()
        let log = try file.open()
        let first = try await log.append([.sample(1), .sample(2)])
        let second = try await log.append([.sample(2), .sample(3)])
        #expect(first == [.stored(offset: 1), .stored(offset: 2)])
        #expect(second.first == .repeated)
        guard case .stored(let offset) = second.last else {
            Issue.record("the third batch is new")
            return
        }
        #expect(offset > 2)
        let all = try await log.read(after: 0, limit: ReadLimit(eventsMax: 100, bytesMax: 1_000_000))
        #expect(all.map(\.key.sequence) == [1, 2, 3])
        #expect(all.map(\.body) == [[1], [2], [3]])
        #expect(try await log.lastOffset() == offset)
    }

    @Test("The same batch twice in one append is stored once")
    func twiceAtOnce() async throws {
        let file = try LogFile()
        let outcomes = try await file.open().append([.sample(1), .sample(1)])
        #expect(outcomes == [.stored(offset: 1), .repeated])
    }

    @Test("Other bytes under a known key are a conflict, and the first bytes stay")
    func conflict() async throws {
        let file = try LogFile()
        let log = try file.open()
        _ = try await log.append([.sample(1, body: [1])])
        #expect(try await log.append([.sample(1, body: [2])]) == [.conflicting])
        #expect(try await log.read(after: 0, limit: ReadLimit(eventsMax: 9, bytesMax: 9)).map(\.body) == [[1]])
    }

    @Test("Gateways and epochs count for themselves, also epochs beyond 63 bits")
    func keys() async throws {
        let file = try LogFile()
        let log = try file.open()
        let outcomes = try await log.append([
            .sample(1, of: "ward", epoch: 1), .sample(1, of: "home", epoch: 1), .sample(1, of: "ward", epoch: .max),
        ])
        #expect(outcomes.map(\.isStored) == [true, true, true])
        let read = try await log.read(after: 0, limit: ReadLimit(eventsMax: 9, bytesMax: 99))
        #expect(read.map(\.key.epoch) == [1, 1, .max])
    }

    @Test("A read stops at its limit of batches and of bytes, and returns one batch at least")
    func limits() async throws {
        let file = try LogFile()
        let log = try file.open()
        _ = try await log.append((1...5).map { try ArrivedEvent.sample($0, body: [UInt8](repeating: 0, count: 100)) })
        func count(_ batches: Int, _ bytes: Int) async throws -> Int {
            try await log.read(after: 0, limit: ReadLimit(eventsMax: batches, bytesMax: bytes)).count
        }
        #expect(try await count(3, 1000) == 3)
        #expect(try await count(5, 250) == 2)
        #expect(try await count(5, 1) == 1)
        #expect(try await log.read(after: 5, limit: ReadLimit(eventsMax: 5, bytesMax: 1000)).isEmpty)
    }

    @Test("Everything is there after opening again, and commits are made with synchronous=FULL")
    func reopening() async throws {
        let file = try LogFile()
        _ = try await file.open().append([.sample(1)])
        let log = try file.open()
        #expect(try await log.lastOffset() == 1)
        #expect(try await log.append([.sample(1)]) == [.repeated])
        #expect(try log.synchronousLevel() == 2)
    }

    @Test("Empty appends are answered without a transaction")
    func empty() async throws {
        let file = try LogFile()
        #expect(try await file.open().append([]) == [])
    }
}

extension AppendOutcome {
    var isStored: Bool {
        if case .stored = self { true } else { false }
    }
}
