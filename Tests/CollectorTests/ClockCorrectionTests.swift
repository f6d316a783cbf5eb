// Gateways without a clock of their own: what was placed by a guess moves once somebody knows the time.

import Conditions
import EventLog
import GATT
import GRDB
import TestSupport
import Testing
import Uplink
import Vitals

@testable import Collector

@Suite("Times of gateways whose clocks are wrong", .serialized)
struct ClockCorrectionTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// A Raspberry Pi without network wakes up on 1 January 1970, or when it was last switched off.
    private static let guessed = Timestamp(milliseconds: 17_000)

    /// A gateway's day: what its wall clock shows, and whether it was synchronized, at each second since boot.
    private struct Story {
        var isSynchronized: @Sendable (Int64) -> Bool = { _ in true }
        /// Seconds that the wall clock is ahead of what is right.
        var ahead: @Sendable (Int64) -> Int64 = { _ in 0 }

        /// A batch of one beat a second; the heart rate counts, so that the order can be seen.
        func batch(_ second: Int64, boot: UInt32 = 7) throws -> Batch {
            guard let device = Batch.strap else { throw NeverHappened(what: "a device address", seconds: 0) }
            let now = Instant(sinceBoot: .seconds(second))
            return Batch(
                epoch: TestGateway.epoch, sequence: UInt64(second) + UInt64(boot) * 1_000_000,
                anchor: ClockAnchor(
                    boot: boot, instant: now, wall: Views.start + .seconds(second + ahead(second)),
                    isSynchronized: isSynchronized(second)), isSimulated: false,
                frames: [
                    Frame(
                        device: device, characteristic: .heartRateMeasurement, origin: .notification, arrival: now,
                        value: [0x16, UInt8(40 + second % 160), 0x55, 0x03])
                ])
        }
    }

    /// The times of all heart rates, in the order of their arrival, as seconds after the boot; and their qualities.
    private func seconds(_ views: Views) async throws -> (times: [Int64], qualities: Set<TimeQuality>) {
        let values = try await views.values(.heartRate).sorted { $0.source < $1.source }
        return (values.map { ($0.time - Views.start).wholeMilliseconds / 1000 }, Set(values.map(\.timeQuality)))
    }

    @Test("A boot at 1970 that runs for hours before the clock is set has the right times afterwards")
    func boot1970() async throws {
        let set: Int64 = 3 * 3600
        let story = Story(
            isSynchronized: { $0 >= set }, ahead: { $0 < set ? -Views.start.milliseconds / 1000 : 0 })
        let all = stride(from: 10 as Int64, to: set + 60, by: 10).map(\.self)
        let views = try Views(folder)
        try await views.append(all.filter { $0 < set }.map { try story.batch($0) })
        try await views.project()
        var (times, qualities) = try await seconds(views)
        #expect(qualities == [.estimated])
        #expect(times.first == 10 - Views.start.milliseconds / 1000)

        // A restart in between forgets nothing.
        let later = try Views(folder)
        try await later.append(all.filter { $0 >= set }.map { try story.batch($0) }, received: Views.start + .seconds(set + 60))
        try await later.project()
        (times, qualities) = try await seconds(later)
        #expect(times == all)
        #expect(qualities == [.corrected, .synchronized])
        let intervals = try await later.values(.rrInterval)
        #expect(intervals.allSatisfy { $0.time >= Views.start && $0.timeQuality != .estimated })
        #expect(try await later.alarms().isEmpty)
    }

    @Test("The anchor may come first, as when the backlog follows what is fresh")
    func backlog() async throws {
        let story = Story(isSynchronized: { $0 >= 100 }, ahead: { $0 < 100 ? -1_000_000 : 0 })
        let views = try Views(folder)
        try await views.append([story.batch(100)] + (1..<100).map { try story.batch($0) })
        try await views.project()
        let (times, qualities) = try await seconds(views)
        #expect(times == [100] + Array(1..<100))
        #expect(qualities == [.corrected, .synchronized])
    }

    @Test("Another boot of the same gateway, and a boot of the same number of another gateway, stay as they are")
    func others() async throws {
        let wrong = Story(isSynchronized: { _ in false }, ahead: { _ in -1_000_000 })
        let views = try Views(folder)
        try await views.append([wrong.batch(5, boot: 6), wrong.batch(6, boot: 7)])
        try await views.append([Story().batch(7, boot: 7)], from: GatewayID("home"))
        try await views.project()
        #expect(try await seconds(views).times == [5 - 1_000_000, 6 - 1_000_000, 7])
        try await views.append([Story().batch(20, boot: 7)])
        try await views.project()
        #expect(try await seconds(views).times == [5 - 1_000_000, 6, 7, 20])
    }

    @Test("A step of an hour while synchronized neither reorders nor doubles", arguments: [3600, -3600] as [Int64])
    func step(hour: Int64) async throws {
        let story = Story(ahead: { $0 < 1000 ? 0 : hour })
        let views = try Views(folder)
        for part in stride(from: 1 as Int64, to: 2000, by: 100) {
            try await views.append((part..<part + 100).map { try story.batch($0) })
            try await views.project()
        }
        let (times, _) = try await seconds(views)
        #expect(times.count == 2000)
        #expect(zip(times, times.dropFirst()).allSatisfy { $0 < $1 })
        // Forward, the first hour was right; back, it was ahead.
        #expect(times.first == (hour > 0 ? 1 : 1 + hour))
        #expect(times.last == 2000 + hour)
    }

    @Test("Suspend counts: the boot's clock runs on, and nothing moves")
    func suspend() async throws {
        let story = Story()
        let views = try Views(folder)
        let all = Array(1...60 as ClosedRange<Int64>) + Array(40_000...40_060)
        try await views.append(all.map { try story.batch($0) })
        try await views.project()
        let (times, qualities) = try await seconds(views)
        #expect(times == all)
        #expect(qualities == [.synchronized])
    }

    @Test("More batches than one transaction moves are moved in several, also when the process ends in between")
    func chunks() async throws {
        let count = Int64(ProjectionLimit.movedRunsMax) * 2 + 1
        // Each batch is a run of its own.
        let story = Story(isSynchronized: { $0 > count }, ahead: { $0 > count ? 0 : -1_000_000 - $0 })
        let views = try Views(folder)
        try await views.append((1...count + 1).map { try story.batch($0) })
        var state = try await views.service.load()
        var schedule = TickSchedule(start: .now, grace: .seconds(1_000_000))
        while state.unsettledBoots.isEmpty { _ = try await views.service.advance(&state, &schedule) }
        #expect(try await seconds(views).qualities.contains(.estimated))
        let next = try Views(folder)
        try await next.project()
        #expect(try await seconds(next).times == Array(1...count + 1))
    }

    @Test("What a device's clock says moves with the gateway's only where it was read by a guess")
    func deviceClocks() throws {
        let boot = BootKey(gateway: try GatewayID("ward"), boot: 7)
        let wrong = ClockAnchor(
            boot: 7, instant: Instant(sinceBoot: .seconds(100)), wall: Self.guessed, isSynchronized: false)
        let right = ClockAnchor(boot: 7, instant: Instant(sinceBoot: .seconds(200)), wall: Views.start, isSynchronized: true)
        func context(_ clock: BatchClock, _ instant: Instant) throws -> FrameContext {
            FrameContext(
                person: try PersonID("anna"), gateway: boot.gateway, time: clock.wallTime(of: instant), timeQuality: clock.quality,
                utcOffsetMinutes: 0, isSimulated: false, offset: 1, frame: 0)
        }
        let shown = Views.start + .seconds(1000)
        var guessing = DeviceState()
        let guess = BatchClock(wrong, of: boot, known: nil)
        guessing.settle(in: try context(guess, wrong.instant), guess) { _ in nil }
        guessing.clock = DeviceClock(showing: shown, at: Self.guessed, isEstimate: true)
        guessing.arrival = Self.guessed
        var knowing = guessing
        knowing.clock = DeviceClock(showing: shown, at: Views.start)
        let known = BatchClock(right, of: boot, known: BootClock(right, seen: 1))
        for state in [guessing, knowing] {
            var state = state
            state.settle(in: try context(known, right.instant), known) { _ in nil }
            #expect(state.arrival == Views.start - .seconds(100))
            #expect(state.estimate == nil)
            #expect(state.clock?.read == (state.clock == knowing.clock ? Views.start : Views.start - .seconds(100)))
        }
        // Another boot, of which nobody knew the time: the guess is worth nothing.
        let other = BatchClock(right, of: BootKey(gateway: boot.gateway, boot: 8), known: BootClock(right, seen: 1))
        guessing.settle(in: try context(other, right.instant), other) { _ in nil }
        #expect(guessing.clock == nil && guessing.arrival == nil)
    }

    @Test("Boots are bounded for each gateway; who told the time longest ago is forgotten")
    func bounded() async throws {
        let views = try Views(folder)
        for boot in 1...40 as ClosedRange<UInt32> { try await views.append([Story().batch(5, boot: boot)]) }
        try await views.project()
        let state = try await views.service.load()
        #expect(Set(state.sources.values.flatMap(\.boots.keys)) == Set(9...40))
        #expect(try await views.pool.read { db in try Int.fetchOne(db, sql: "SELECT COUNT(DISTINCT boot) FROM placed_run") } == 32)
    }

    @Test("What moves is found by searches")
    func plans() async throws {
        let views = try Views(folder)
        for (sql, expected) in [
            (
                ProjectionStore.ClockSQL.unsettled,
                "SEARCH placed_run USING INDEX placed_run_generation (gateway=? AND boot=? AND generation<?)"
            ),
            (
                ProjectionStore.ClockSQL.prune,
                "SEARCH placed_run USING INDEX placed_run_generation (gateway=? AND boot=? AND generation>?)"
            ),
        ] {
            let plan = try await views.plan(of: sql)
            #expect(plan == [expected])
        }
    }
}

extension Views {
    func plan(of sql: String) async throws -> [String] {
        try await pool.read { db in
            let statement = try db.makeStatement(sql: "EXPLAIN QUERY PLAN " + sql)
            statement.setUncheckedArguments(StatementArguments([Int?](repeating: nil, count: sql.filter { $0 == "?" }.count)))
            return try Row.fetchAll(statement).map { $0["detail"] }
        }
    }
}
