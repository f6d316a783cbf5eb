// kill -9 of the collector under load: what its views say afterwards is what its log says.

import Foundation
import TestSupport
import Testing

@Suite("Views after kills", .serialized)
struct ProjectionCrashTests {
    /// `PROJECTION_KILLS` asks for more than a test run needs.
    private static let kills = ProcessInfo.processInfo.environment["PROJECTION_KILLS"].flatMap { Int($0) } ?? 6

    @Test("However often the collector is killed while many gateways send, every table equals a fresh replay")
    func kills() async throws {
        let site = try await Site(assignments: [])
        try site.startCollector()
        let key = try await site.collectorKey()
        // More gateways than are saved with one commit, until it is ended.
        let load = try ChildProcess(
            RepositoryPath.program("load-benchmark"), ["\(site.broker.port)", key, "30", "3", "3600"],
            output: site.folder.file("load"))
        var random = SystemRandomNumberGenerator()
        for kill in 0..<Self.kills {
            let before = try await site.logged().count
            try await Eventually.holds("data flow before kill \(kill)", within: 60) { try await site.logged().count > before }
            try await Eventually.pause(.milliseconds(Int.random(in: 0...900, using: &random)))
            try await site.process(.collector).killNow()
            try site.startCollector()
        }
        let before = try await site.logged().count
        try await Eventually.holds("data flow after the last kill", within: 60) { try await site.logged().count > before + 60 }
        try await load.killNow()
        try await site.end()
        let (status, printed) = try await site.collector(["replay", "--compare"])
        #expect(status == 0, "\(printed)")
        Attachment.record("kills: \(Self.kills), \(printed)", named: "projection-crash.txt")
    }
}
