// Each batch counts exactly once, whatever happens between reading and committing.

import Alarms
import Conditions
import EventLog
import GRDB
import TestSupport
import Testing
import Uplink
import Vitals

@testable import Collector

@Suite("The projection", .serialized)
struct ProjectionTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test("A projection that dies before its commit has changed nothing, and the next one does the work once")
    func diesBeforeCommit() async throws {
        let views = try Views(folder)
        try await views.append((1...3).map { try .heartRates($0, at: Views.start + .seconds($0)) })
        var round = ProjectionRound()
        var state = try await views.service.load()
        for event in try await views.log.read(after: 0, limit: ProjectionLimit.read) { Projector().apply(event, to: &state, &round) }
        #expect(round.observations.count > 3)

        let next = try Views(folder)
        #expect(try await next.values(.heartRate).isEmpty)
        try await next.project()
        #expect(try await next.values(.heartRate).count == 3)
    }

    @Test("Opened again at any point, the views come out as if nothing had happened")
    func reopened() async throws {
        let batches = try (1...40).map { try Batch.heartRates($0, at: Views.start + .seconds($0), rates: [UInt8(60 + $0)]) }
        for batch in batches {
            let views = try Views(folder)
            try await views.append([batch], received: Views.start + .seconds(batch.sequence))
            try await views.project()
        }
        let whole = try Views(TemporaryFolder())
        for batch in batches { try await whole.append([batch], received: Views.start + .seconds(batch.sequence)) }
        try await whole.project()
        let views = try Views(folder)
        #expect(try await views.values(.heartRate) == whole.values(.heartRate))
        #expect(try await views.values(.rrInterval) == whole.values(.rrInterval))
        let (one, other) = try await (
            views.service.load(), whole.service.load()
        )
        #expect(one.people.mapValues(\.monitor) == other.people.mapValues(\.monitor))
        #expect(one.sources.mapValues(\.devices) == other.sources.mapValues(\.devices))
        #expect(one.sources.mapValues(\.boots) == other.sources.mapValues(\.boots))
        #expect(one.place.checkpoint == other.place.checkpoint)
    }

    @Test("A checkpoint that another process moved stops the transaction")
    func movedCheckpoint() async throws {
        let views = try Views(folder)
        try await views.append([.heartRates(1, at: Views.start)])
        var stale = try await views.service.load()
        try await views.project()
        let write = stale.write(ProjectionRound(), saving: .inTurn)
        await #expect(throws: ProjectionStoreError.checkpointMoved) {
            try await views.service.store.commit(write, at: Views.start)
        }
    }

    @Test("A high heart rate becomes one alarm with one revision, and the same alarm after a restart")
    func alarm() async throws {
        var limits = MonitorLimits.standard
        limits.heartRateDelay = .seconds(5)
        for second in 1...20 as ClosedRange<UInt64> {
            let views = try Views(folder, limits: limits)
            try await views.append(
                [.heartRates(second, at: Views.start + .seconds(second), rates: [150])], received: Views.start + .seconds(second))
            try await views.project()
        }
        let alarms = try await Views(folder, limits: limits).alarms()
        #expect(alarms.map(\.condition) == ["heart_rate_high"])
        #expect(alarms.map(\.revision) == [1])
        #expect(alarms.map(\.simulated) == [true])
    }

    @Test("What comes late fills the timeline and alarms nobody")
    func late() async throws {
        var limits = MonitorLimits.standard
        limits.heartRateDelay = .seconds(5)
        let views = try Views(folder, limits: limits)
        try await views.append(
            (1...60).map { try .heartRates($0, at: Views.start + .seconds($0), rates: [180]) }, received: Views.start + .seconds(3600))
        try await views.project()
        #expect(try await views.values(.heartRate).count == 60)
        #expect(try await views.alarms().isEmpty)
    }

    @Test("Silence is an alarm after its delay, counted from what has been projected")
    func silence() async throws {
        let views = try Views(folder, now: Views.start + .seconds(31))
        try await views.append([.heartRates(1, at: Views.start)])
        try await views.project(ticking: true)
        #expect(try await views.alarms().map(\.condition) == ["no_data"])
    }

    @Test("Values without skin contact and beyond what is plausible are kept and marked")
    func quality() async throws {
        let views = try Views(folder)
        try await views.append([
            .heartRates(1, at: Views.start, rates: [0]), .heartRates(2, at: Views.start + .seconds(1), contact: false),
            .heartRates(3, at: Views.start + .seconds(2), isSynchronized: false),
        ])
        try await views.project()
        let values = try await views.values(.heartRate)
        #expect(values.map(\.quality) == [.implausible, .noContact, .good])
        #expect(values.map(\.timeQuality) == [.synchronized, .synchronized, .corrected])
        #expect(try await views.values(.skinContact).map(\.value) == [1, 0, 1])
    }

    @Test("What came hours late is listed as history and told to nobody; the same in time is an alarm")
    func historical() async throws {
        let batches = try (0..<90).map { try Batch.heartRates(UInt64($0 + 1), at: Views.start + .seconds($0), rates: [150]) }
        let late = try Views(folder)
        try await late.append(batches, received: Views.start + .seconds(3 * 3600))
        try await late.project()
        #expect(try await late.alarms().isEmpty)
        let listed = try await late.pool.read { db in try AlarmStore(db).newest(limit: 10) }
            .map { try JSON.value(AlarmMessage.self, from: $0.utf8) }
        #expect(listed.map(\.condition) == ["heart_rate_high"])
        #expect(listed.first?.state == .off && listed.first?.historical == true)
        #expect(try await late.pool.read { db in try AlarmStore(db).active(limit: 10) }.isEmpty)

        let inTime = try Views(TemporaryFolder())
        for batch in batches { try await inTime.append([batch], received: Views.start + .seconds(batch.sequence)) }
        try await inTime.project()
        let told = try await inTime.alarms().filter { $0.condition == "heart_rate_high" }
        #expect(told.map(\.state) == [.on] && told.first?.historical == nil)
    }
}
