// Values that only the collector can read: neither who takes the gateway's disk nor who runs the broker.

import EventLog
import Foundation
import Outbox
import TestSupport
import Testing
import Uplink

@Suite("Sealed from the gateway's disk to the collector", .serialized)
struct SealingTests {
    /// The keys to which what lies in the outbox is sealed, in order.
    private func sealed(_ site: Site) throws -> [KeyID] {
        let bodies = try OutboxReport.bodies(path: site.folder.file("gateway") + "/outbox.sqlite")
        #expect(bodies.allSatisfy { SealedBatch.isSealed($0) })
        return try bodies.map { try SealedBatch(decoding: $0).key }
    }

    @Test("Batches are sealed to the configured key, then to the one that it announced, and the collector reads both")
    func rotation() async throws {
        let site = try await Site()
        try site.startCollector()
        let line = try await site.collectorKey()
        let simulation = ["--simulate", RepositoryPath.recording, "--speed", "20", "--repeat"]
        try site.startGateway(simulation, environment: ["VITALFLOW_COLLECTOR_KEY": line])
        try await Eventually.holds("batches are delivered", within: 60) { try await site.logged().count > 3 }
        let first = try CollectorKey(line).id
        #expect(Set(try sealed(site)) == [first])
        // From now on; the collector announces it within seconds.
        #expect(try await site.collector(["key", "rotate"]).status == 0)
        try await Eventually.holds("the next key is learnt", within: 60) {
            try site.process(.gateway).printed.contains("learnt the collector's next key")
        }
        try await Eventually.holds("and used", within: 60) { try Set(sealed(site)).count == 2 }
        // What was learnt survives a restart with the old setting.
        try await site.process(.gateway).killNow()
        let before = try sealed(site).count
        try site.startGateway(simulation, environment: ["VITALFLOW_COLLECTOR_KEY": line])
        try await Eventually.holds("more batches", within: 60) { try sealed(site).count > before + 2 }
        #expect(try sealed(site).dropFirst(before + 1).allSatisfy { $0 != first })
        // All of it is in the log, as it was before it was sealed.
        let count = try sealed(site).count
        try await Eventually.holds("everything is delivered", within: 60) { try await site.logged().count >= count }
        for batch in try await site.logged() { #expect(try Batch(decoding: batch.body).sequence == batch.key.sequence) }
        try await site.end()
    }
}
