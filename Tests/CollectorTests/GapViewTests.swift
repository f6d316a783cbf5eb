// A gap that a gateway told of reaches everybody who asks.

import EventLog
import GRDB
import TestSupport
import Testing
import Uplink
import Vitals

@testable import Collector

@Suite("Gaps in the views")
struct GapViewTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    static let gap = Gap(
        epoch: .max, sequences: SequenceRanges([3...9, 20...20]), hasOpenEnd: true, frames: 700, bytes: 9000,
        first: Views.start, last: Views.start + .seconds(60), reason: .outboxFull, durability: .stream)
    static let unknown = Gap(
        epoch: 0, sequences: SequenceRanges(), frames: 0, bytes: 0, first: nil, last: nil, reason: .memoryFull, durability: nil)

    static func batch(_ sequence: UInt64, _ gaps: [Gap]) -> Batch {
        Batch(
            epoch: TestGateway.epoch, sequence: sequence,
            anchor: ClockAnchor(boot: 7, instant: .sample(at: Views.start), wall: Views.start, isSynchronized: true), isSimulated: false,
            frames: [], gaps: gaps)
    }

    @Test("They are listed once, in the order in which they were told, of all gateways or of one")
    func listed() async throws {
        let views = try Views(folder)
        try await views.append([Self.batch(1, [Self.gap, Self.unknown])])
        try await views.append([Self.batch(2, [Self.unknown])], from: GatewayID("home"))
        try await views.project()
        let again = try Views(folder)
        try await again.project()
        let (all, home, rest) = try await again.pool.read { db in
            let store = GapStore(db)
            let all = try store.page(of: nil, after: .start, limit: 10)
            return (
                all, try store.page(of: GatewayID("home"), after: .start, limit: 10),
                try store.page(of: GatewayID("ward"), after: all[0].cursor, limit: 10)
            )
        }
        #expect(all.map(\.message.gateway) == ["ward", "ward", "home"])
        #expect(home.map(\.message.reason) == ["memory_full"])
        #expect(rest.map(\.message.reason) == ["memory_full"])
        #expect(
            JSON.text(all[0].message) == """
                {"bytes":9000,"class":"stream","epoch":"ffffffffffffffff","first":"2026-11-23T07:00:00.000Z","frames":700,"gateway":"ward",\
                "last":"2026-11-23T07:01:00.000Z","reason":"outbox_full","sequences":"3-9,20,21-","simulated":false}
                """)
        #expect(
            JSON.text(all[1].message) == """
                {"bytes":null,"class":null,"epoch":null,"first":null,"frames":null,"gateway":"ward","last":null,"reason":"memory_full",\
                "sequences":"","simulated":false}
                """)
    }

    @Test("A cursor comes back from its text", arguments: ["7.3", "7", "a.b", "1.2.3", ""])
    func cursors(text: String) {
        #expect(GapCursor(text)?.description == (text == "7.3" ? text : nil))
    }

    @Test("Pages are searches")
    func plans() async throws {
        let views = try Views(folder)
        #expect(try await views.plan(of: GapStore.SQL.page) == ["SEARCH gap USING PRIMARY KEY ((log_offset,place)>(?,?))"])
        #expect(
            try await views.plan(of: GapStore.SQL.pageOfGateway)
                == ["SEARCH gap USING INDEX gap_gateway (gateway=? AND (log_offset,place)>(?,?))"])
    }

    @Test("Conflicting batches are told of once each, and the list is bounded")
    func conflicts() throws {
        var list = ConflictList()
        let ward = try GatewayID("ward")
        func key(_ number: Int) -> EventKey { EventKey(gateway: ward, epoch: 1, sequence: UInt64(number)) }
        for number in 0..<ConflictList.countMax {
            let (first, second) = (list.isNew(key(number)), list.isNew(key(number)))
            #expect(first && !second)
        }
        let again = [ConflictList.countMax, 1, 0].map { list.isNew(key($0)) }
        #expect(again == [true, false, true])
    }
}
