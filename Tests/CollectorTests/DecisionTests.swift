// Decisions: who wore what, what a value was, what is not to be shown; also long afterwards.

import Conditions
import EventLog
import GRDB
import TestSupport
import Testing
import Timeline
import Vitals

@testable import Collector

@Suite("Decisions", .serialized)
struct DecisionTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func program() -> DecisionProgram { DecisionProgram(dataDirectory: folder.path, clock: WallClock { Views.start }) }

    private func filled() async throws -> Views {
        let views = try Views(folder)
        for second in 1...20 as ClosedRange<UInt64> {
            let time = Views.start + .seconds(second)
            try await views.append([.heartRates(second, at: time, rates: [UInt8(60 + second)])], received: time)
        }
        try await views.project()
        return views
    }

    private func rates(_ views: Views, of person: String) async throws -> [Double] {
        let query = ObservationQuery(person: try PersonID(person), metric: .heartRate, from: .first, to: .last, limit: 100)
        return try await views.pool.read { db in try ObservationStore(db).page(query).observations }.map(\.value)
    }

    @Test("A strap that was lent belongs to whoever wore it, and back again when that was a mistake")
    func lent() async throws {
        let views = try await filled()
        let (from, to) = ("\(Views.start + .seconds(6))", "\(Views.start + .seconds(11))")
        _ = try await program().assign("C0:00:00:00:00:01", to: "ben", from: from, to: to)
        try await views.project()
        #expect(try await rates(views, of: "ben") == [66, 67, 68, 69, 70])
        #expect(try await rates(views, of: "anna").count == 15)
        _ = try await program().assign("C0:00:00:00:00:01", to: "anna", from: from, to: to)
        try await views.project()
        #expect(try await rates(views, of: "ben").isEmpty)
        #expect(try await rates(views, of: "anna").count == 20)
        let latest = try await views.pool.read { db in try ObservationStore(db).latest(of: PersonID("anna")).first?.value }
        #expect(latest == 80)
    }

    @Test("A value is put right, a stretch is shown no more, and the log keeps both")
    func corrected() async throws {
        let views = try await filled()
        _ = try await program().correct(
            "anna", "heart_rate", at: "\(Views.start + .seconds(3))", value: 99, quality: nil, reason: "seen on the monitor")
        _ = try await program().remove(
            "anna", "heart_rate", from: "\(Views.start + .seconds(5))", to: "\(Views.start + .seconds(21))", reason: "strap on the dog")
        try await views.project()
        #expect(try await rates(views, of: "anna") == [61, 62, 99, 64])
        // What comes afterwards is shown.
        try await views.append(
            [.heartRates(21, at: Views.start + .seconds(10), rates: [77])], received: Views.start + .seconds(30))
        try await views.project()
        #expect(try await rates(views, of: "anna") == [61, 62, 99, 64, 77])
        #expect(try await views.log.read(after: 0, limit: ReadLimit(eventsMax: 100, bytesMax: 1 << 20)).count == 24)
    }

    @Test("What says nothing is refused")
    func refused() async throws {
        _ = try await filled()
        let strap = "C0:00:00:00:00:01"
        await #expect(throws: (any Error).self) { try await program().assign("here", to: "ben", from: nil, to: nil) }
        await #expect(throws: (any Error).self) { try await program().assign(strap, to: "a b", from: nil, to: nil) }
        await #expect(throws: (any Error).self) {
            try await program().assign(strap, to: "ben", from: "2026-11-24T00:00:00Z", to: "2026-11-23T00:00:00Z")
        }
        await #expect(throws: (any Error).self) {
            try await program().correct("anna", "heart_rate", at: "2020-01-01T00:00:00Z", value: 1, quality: nil, reason: "")
        }
    }

    @Test("A decision with a time that nothing has is no decision", arguments: [Int64.min, .max])
    func extremes(milliseconds: Int64) throws {
        let time = Timestamp(milliseconds: milliseconds)
        let event = TombstoneEvent(person: try PersonID("anna"), metric: nil, from: time, to: .last, reason: "")
        let logged = LoggedEvent(
            offset: 1, kind: .tombstone, key: EventKey(.collector, epoch: 1, sequence: 1), received: Views.start,
            body: JSON.bytes(event))
        #expect(throws: DecisionError.self) { try Decision(logged) }
    }

    @Test("Whoever gave a strap away is not silent because of that")
    func released() async throws {
        let views = try await filled()
        let anna = try PersonID("anna")
        #expect(try await views.service.load().people[anna]?.monitor.isDue(at: Views.start + .seconds(10_000)) == true)
        _ = try await program().assign("C0:00:00:00:00:01", to: "ben", from: nil, to: nil)
        try await views.project()
        #expect(try await views.service.load().people[anna]?.monitor.isDue(at: Views.start + .seconds(10_000)) == false)
    }
}
