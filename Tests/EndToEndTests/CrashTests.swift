// kill -9 of each part in mid-stream: every frame that the gateway committed is in the event log exactly once.

import Foundation
import TestSupport
import Testing

@Suite("Killed in mid-stream", .serialized)
struct CrashTests {
    private static let simulation = ["--simulate", RepositoryPath.recording, "--speed", "100", "--repeat"]

    /// Rounds of kills; `CRASH_KILLS` asks for more than a test run needs.
    private static let kills = ProcessInfo.processInfo.environment["CRASH_KILLS"].flatMap { Int($0) } ?? 9

    @Test("gateway, broker and collector in turn, the network cut in between: nothing is lost, nothing doubled")
    func kills() async throws {
        let site = try await Site()
        try site.startCollector()
        try site.startGateway(Self.simulation)
        var random = SystemRandomNumberGenerator()
        var cuts = 0
        for kill in 0..<Self.kills {
            if kill % 2 == 1, let link = site.links.values.randomElement(using: &random) {
                link.set(Bool.random(using: &random) ? .isCut : .isSilent)
                try await Eventually.pause(.milliseconds(Int.random(in: 0...1500, using: &random)))
                link.set(.passes)
                cuts += 1
            }
            let before = try await site.logged().count
            try await Eventually.holds("data flow before kill \(kill)", within: 60) { try await site.logged().count > before + 2 }
            // At a moment of its own, not just after an append.
            try await Eventually.pause(.milliseconds(Int.random(in: 0...400, using: &random)))
            switch kill % 3 {
            case 0:
                try await site.process(.gateway).killNow()
                try site.startGateway(Self.simulation)
            case 1:
                try await site.broker.killNow()
                try await site.broker.start()
            default:
                try await site.process(.collector).killNow()
                try site.startCollector()
            }
        }
        let before = try await site.logged().count
        try await Eventually.holds("data flow after the last kill", within: 60) { try await site.logged().count > before + 2 }
        // The gateway ends in order and commits what it has; a second run without new data delivers the rest.
        _ = try await site.process(.gateway).terminate()
        let printed = try site.process(.gateway).printed.count
        try site.startGateway(["--device", "C0:00:00:00:00:FF"])
        let gateway = try site.process(.gateway)
        try await Eventually.holds("the second run is connected", within: 30) {
            gateway.printed.dropFirst(printed).contains("connected to the broker")
        }
        let total = try site.committed().count
        try await Eventually.holds("everything delivered", within: 60) { try await site.logged().count >= total }
        let (batches, frames) = try await site.expectExactlyOnce()
        // Lost or doubled ones would have been issues by now.
        Attachment.record(
            "kills: \(Self.kills), network cuts: \(cuts), batches: \(batches), frames committed: \(frames), delivered: \(frames), lost: 0, doubled: 0\n",
            named: "crash.txt")
        #expect(frames > batches)
        try await site.end()
        let comparison = try await site.collector(["replay", "--compare"])
        #expect(comparison.status == 0, "\(comparison.printed)")
    }
}
