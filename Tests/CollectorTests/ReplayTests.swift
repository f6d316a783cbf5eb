// Views made anew from the log say what the live ones say, byte by byte, whatever happened to these.

import Conditions
import EventLog
import GRDB
import TestSupport
import Testing
import Uplink
import Vitals

@testable import Collector

@Suite("Replay", .serialized)
struct ReplayTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// What a gateway's day is made of: high rates, silence, clocks that were not set, gaps, and decisions in between.
    private func fill(_ views: Views, using random: inout SeededGenerator, rounds: Int) async throws {
        for round in 0..<rounds {
            let start = Views.start + .seconds(round * 20)
            for gateway in ["ward", "home"] {
                let batches = try (0..<20).map { second in
                    try Batch.heartRates(
                        UInt64(round * 20 + second + 1), at: start + .seconds(second), rates: [UInt8.random(in: 50...190, using: &random)],
                        contact: Int.random(in: 0..<9, using: &random) > 0, isSynchronized: round > 2 || gateway == "ward")
                }
                for batch in batches where Int.random(in: 0..<5, using: &random) > 0 {
                    try await views.append([batch], received: start + .seconds(20), from: GatewayID(gateway))
                }
            }
            try await decide(round, views)
            // Each time with another state: what was not saved is made again from the log.
            if Bool.random(using: &random) { try await views.project(ticking: Bool.random(using: &random)) }
        }
        try await views.project(ticking: true)
    }

    private func decide(_ round: Int, _ views: Views) async throws {
        let device = try #require(Batch.strap)
        let (anna, ben) = (try PersonID("anna"), try PersonID("ben"))
        let now = Views.start + .seconds(round * 20)
        func append(_ kind: EventKind, _ body: some Encodable) async throws {
            _ = try await views.log.append([.own(kind, JSON.bytes(body), at: now)])
        }
        switch round {
        case 4: try await append(.assignment, AssignmentEvent(device: device, person: ben, from: now - .seconds(30), to: nil))
        case 6:
            try await append(
                .tombstone,
                TombstoneEvent(person: anna, metric: nil, from: Views.start + .seconds(5), to: Views.start + .seconds(15), reason: "lent"))
        case 7: try await append(.assignment, AssignmentEvent(device: device, person: anna, from: now - .seconds(10), to: now))
        case 8:
            try await append(
                .correction,
                CorrectionEvent(
                    person: anna, metric: "heart_rate", time: Views.start + .seconds(20), value: 61, quality: .questionable, reason: "seen")
            )
        default: break
        }
    }

    private func digests(_ views: Views) async throws -> (live: ViewsDigest, anew: ViewsDigest) {
        let live = Rebuild(log: views.log, views: views.views)
        try await live.settle()
        let anew = Rebuild(log: views.log, views: try ViewsDatabase(file: folder.path + "/anew.sqlite"))
        try await anew.run()
        return try await (live.digest(), anew.digest())
    }

    @Test("Every table comes out the same, byte by byte", arguments: 0..<6 as Range<UInt64>)
    func same(seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        var limits = MonitorLimits.standard
        limits.heartRateDelay = .seconds(5)
        let views = try Views(folder, limits: limits, now: Views.start + .seconds(10_000))
        try await fill(views, using: &random, rounds: 12)
        let (live, anew) = try await digests(views)
        #expect(live.differences(from: anew) == [])
        let rows = Dictionary(uniqueKeysWithValues: live.tables.map { ($0.name, $0.rows) })
        #expect(rows["alarm"]! > 0 && rows["chunk"]! > 0 && rows["rhythm"]! > 0 && rows["placed_run"]! > 0, "\(rows)")
    }

    @Test("What time alone changed is saved too, also where nothing else is")
    func timeAlone() async throws {
        let views = try Views(folder, now: Views.start + .seconds(30))
        try await views.append((1...20).map { try .heartRates($0, at: Views.start + .seconds($0)) }, received: Views.start + .seconds(20))
        try await views.project()
        let live = Rebuild(log: views.log, views: views.views)
        try await live.settle()
        _ = try await views.log.append([.own(.time, [], at: Views.start + .seconds(1000))])
        try await live.run()
        let (now, anew) = try await digests(views)
        #expect(now.differences(from: anew) == [])
        #expect(try await views.alarms().map(\.condition) == ["no_data"])
    }

    @Test("A value that a view lost is found by comparing")
    func different() async throws {
        var random = SeededGenerator(seed: 1)
        let views = try Views(folder, now: Views.start + .seconds(10_000))
        try await fill(views, using: &random, rounds: 3)
        try await Rebuild(log: views.log, views: views.views).settle()
        try await views.pool.write { db in try db.execute(sql: "UPDATE latest SET value = value + 1") }
        let (live, anew) = try await digests(views)
        #expect(live.differences(from: anew) == ["latest"])
    }

    private func undelivered(_ views: Views) async throws -> [String] {
        try await views.pool.read { db in try AlarmStore(db).undelivered(after: 0, limit: 100) }.map(\.body)
    }

    @Test("Views made anew take the place of the old ones; what was told stays told, and what waits waits on")
    func adoption() async throws {
        var random = SeededGenerator(seed: 2)
        var limits = MonitorLimits.standard
        limits.heartRateDelay = .seconds(5)
        let views = try Views(folder, limits: limits, now: Views.start + .seconds(120))
        try await fill(views, using: &random, rounds: 6)
        for second in 1...40 as ClosedRange<UInt64> {
            let time = Views.start + .seconds(200 + Int64(second))
            try await views.append([.heartRates(1000 + second, at: time, rates: [second < 20 ? 170 : 80])], received: time)
        }
        try await views.project()
        try await views.pool.write { db in
            let store = AlarmStore(db)
            let first = try #require(try store.undelivered(after: 0, limit: 100).first)
            try store.markDelivered([first.id], at: Views.start)
        }
        let files = ViewsFiles(directory: folder.path)
        let next = files.next()
        try await Rebuild(log: views.log, views: ViewsDatabase(file: next)).run()
        try files.announce(next)
        // Something comes while nobody has taken them over.
        try await views.append([.heartRates(9000, at: Views.start + .seconds(9000))], received: Views.start + .seconds(9000))
        try await views.project()
        let told = try await undelivered(views)
        let waiting = try #require(files.waiting)
        try await ViewsAdoption(files: files, log: views.log, clock: WallClock { Views.start }).adopt(waiting, insteadOf: views.views)
        #expect(files.current == next && files.waiting == nil)
        let waits = try await undelivered(views)
        #expect(!told.isEmpty && waits == told, "\(waits.count) of \(told.count)")
        let (live, anew) = try await digests(views)
        #expect(live.differences(from: anew) == [])
    }
}
