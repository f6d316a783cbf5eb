// Views of an earlier version are taken over: what devices and boots taught is not forgotten.

import EventLog
import GRDB
import TestSupport
import Testing
import Uplink
import Vitals

@testable import Collector

@Suite("Views of an earlier version", .serialized)
struct OldViewsTests {
    @Test("States of devices and boots go to their gateways, placed batches become runs")
    func takenOver() async throws {
        let folder = try TemporaryFolder()
        let file = folder.path + "/views.sqlite"
        let device = try #require(Batch.strap)
        let boot = BootClock(
            ClockAnchor(boot: 7, instant: Instant(sinceBoot: .seconds(5)), wall: Views.start, isSynchronized: true), seen: 3)
        var state = DeviceState()
        state.packet = 9
        do {
            let queue = try DatabaseQueue(path: file)
            try ViewsSchema.migrator.migrate(queue, upTo: "collector 4 spans of batches")
            try await queue.write { [state] db in
                try db.execute(sql: "UPDATE projection SET log_offset = 3, change = 8")
                try db.execute(
                    sql: "INSERT INTO origin (gateway, device) VALUES ('ward', ?), ('home', ?), ('home', 1)",
                    arguments: [Int64(bitPattern: device.rawValue), Int64(bitPattern: device.rawValue)])
                try db.execute(
                    sql: "INSERT INTO device_state VALUES (?, ?)", arguments: [Int64(bitPattern: device.rawValue), JSON.text(state)])
                try db.execute(sql: "INSERT INTO boot_clock VALUES ('ward', 7, ?)", arguments: [JSON.text(boot)])
                try db.execute(sql: "INSERT INTO boot_batch VALUES ('ward', 7, 1, 5000, 3, 100, 900)")
            }
            try queue.close()
        }
        let views = try Views(folder)
        let loaded = try await views.service.load()
        #expect(loaded.place.checkpoint == 3 && loaded.place.redoFrom == 3 && loaded.place.change == 8)
        let (ward, home) = (EventSource(try GatewayID("ward")), EventSource(try GatewayID("home")))
        #expect(loaded.sources[ward]?.devices == [device: state] && loaded.sources[home]?.devices == [device: state])
        #expect(loaded.sources[ward]?.boots == [7: boot] && loaded.sources[home]?.boots == [:])
        let run = try views.pool.read { db in
            try Row.fetchOne(
                db, sql: "SELECT first_offset, last_offset, first_instant_ms, last_instant_ms, clock_offset_ms FROM placed_run")
        }
        #expect(run.map { [$0[0] as Int64, $0[1], $0[2], $0[3], $0[4]] } == [3, 3, 4100, 5000, 100])
    }

    @Test("Settings that have not changed are no new event at the next start")
    func settings() async throws {
        let folder = try TemporaryFolder()
        for start in 1...3 {
            let views = try Views(folder)
            try await views.append([.heartRates(UInt64(start), at: Views.start)])
            try await views.project()
            let kinds = try await views.log.read(after: 0, limit: ReadLimit(eventsMax: 100, bytesMax: 1 << 20)).map(\.kind)
            #expect(kinds.count { $0 == .settings } == 1)
        }
    }
}
