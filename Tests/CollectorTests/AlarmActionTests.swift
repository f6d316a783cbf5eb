import Alarms
import Conditions
import EventLog
import Foundation
import GRDB
import TestSupport
import Testing
import Vitals

@testable import Collector

@Suite("What people do about alarms")
struct AlarmActionTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static let limits: MonitorLimits = {
        var limits = MonitorLimits.standard
        limits.heartRateDelay = .seconds(5)
        return limits
    }()

    private func views(at seconds: Int64) throws -> Views {
        try Views(folder, limits: Self.limits, now: Views.start + .seconds(seconds))
    }

    private func program(at seconds: Int64) -> AlarmProgram {
        AlarmProgram(dataDirectory: folder.path, clock: WallClock { Views.start + .seconds(seconds) })
    }

    /// Twenty seconds of a fast heart, and its alarm.
    private func raise() async throws -> AlarmMessage {
        let views = try views(at: 20)
        for second in 1...20 as ClosedRange<UInt64> {
            try await views.append(
                [.heartRates(second, at: Views.start + .seconds(second), rates: [150])], received: Views.start + .seconds(second))
        }
        try await views.project()
        return try #require(try await views.alarms().first)
    }

    @Test("An acknowledgement is an event: it is shown with its reason, holds after a restart, and a replay says the same")
    func acknowledged() async throws {
        let alarm = try await raise()
        #expect(alarm.signal == true && alarm.state == .on)
        let said = try await program(at: 25).act(.acknowledge, on: alarm.id, by: "eva", because: "with her")
        #expect(said.contains("acknowledge by eva"))
        try await views(at: 26).project()
        let after = try views(at: 27)
        #expect(try await after.alarms().map(\.state) == [.on, .acknowledged])
        #expect(try await after.alarms().last?.acknowledged?.reason == "with her")
        #expect(try await program(at: 28).show(alarm.id, isJSON: false).contains("acknowledged by eva: with her"))
        #expect(try await program(at: 28).list(of: "anna", all: false, limit: 10, isJSON: true).contains(#""state":"ack""#))
        let live = try await after.pool.read { db in try ViewsDigest(db) }
        try FileManager.default.removeItem(atPath: folder.path + "/views.sqlite")
        for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: folder.path + "/views.sqlite" + suffix) }
        let anew = try views(at: 29)
        try await anew.project()
        let replayed = try await anew.pool.read { db in try ViewsDigest(db) }
        #expect(replayed.tables.first { $0.name == "alarm_revision" } == live.tables.first { $0.name == "alarm_revision" })
        #expect(replayed.tables.first { $0.name == "alarm" } == live.tables.first { $0.name == "alarm" })
    }

    @Test("Nobody answers: the alarm is told again after two minutes, also by a collector that was down meanwhile")
    func reminder() async throws {
        _ = try await raise()
        let views = try views(at: 200)
        try await views.project(ticking: true)
        let alarms = try await views.alarms().filter { $0.condition == "heart_rate_high" }
        #expect(alarms.map(\.signal) == [true, true])
        #expect(alarms.map(\.revision) == [1, 2])
    }

    @Test("What cannot be done is said with what to do instead, and nothing is written")
    func refused() async throws {
        let alarm = try await raise()
        let program = program(at: 30)
        let before = try await views(at: 30).log.lastOffset()
        await #expect(throws: (any Error).self) { try await program.act(.acknowledge, on: "anna-nothing-1", by: "eva", because: "x") }
        await #expect(throws: (any Error).self) { try await program.act(.acknowledge, on: alarm.id, by: "", because: "x") }
        await #expect(throws: (any Error).self) {
            try await program.act(.snooze, on: "anna", condition: "hunger", by: "eva", because: "x", for: 60)
        }
        await #expect(throws: (any Error).self) { try await program.act(.silence, on: "anna", by: "eva", because: "x", for: 0) }
        #expect(try await views(at: 31).log.lastOffset() == before)
    }

    @Test("The same over HTTP, with the right answer to what is wrong")
    func http() async throws {
        let broker = try await Broker()
        let folder = try TemporaryFolder()
        try await RunningCollector.with(broker, folder: folder) { collector in
            for (path, body, status) in [
                ("alarms/anna-nothing-1/ack", #"{"by":"eva","reason":"x"}"#, 404), ("people/anna/silence", "{", 400),
                ("people/anna/silence", #"{"by":"eva","reason":"x"}"#, 400), ("people/anna/silence", #"{"by":"eva","seconds":60}"#, 400),
                ("people/anna/snooze", #"{"by":"eva","reason":"x","seconds":60,"condition":"hunger"}"#, 400),
                ("people/anna/snooze", #"{"by":"eva","reason":"x","seconds":60}"#, 400),
                ("people/anna/silence", String(repeating: " ", count: 10_000), 400),
                ("people/anna/silence", #"{"by":"eva","reason":"x","seconds":60}"#, 202),
                ("people/anna/resume", #"{"by":"eva","reason":"x"}"#, 202),
            ] {
                let file = folder.path + "/body-\(UUID().uuidString)"
                try body.write(toFile: file, atomically: true, encoding: .utf8)
                let answer = try await HTTPExchange.post("http://\(collector.address)/v1/\(path)", body: file, headers: [])
                #expect(answer.status == status, "\(path) \(body.prefix(60)): \(answer.text)")
            }
        }
    }
}
