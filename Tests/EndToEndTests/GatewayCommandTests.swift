// Somebody at the collector has a gateway do something, over the broker.

import Foundation
import TestSupport
import Testing

@Suite("Commands to a gateway", .serialized)
struct GatewayCommandTests {
    @Test("Settings are changed from the collector, and the gateway goes on with them; what it must not take is refused with a reason")
    func configure() async throws {
        let site = try await Site()
        try site.startCollector()
        let key = try await site.collectorKey()
        let systemd = try NotifySocket(site.folder.file("notify"))
        try site.startGateway(
            ["--simulate", RepositoryPath.recording, "--speed", "20", "--repeat"],
            environment: ["VITALFLOW_COLLECTOR_KEY": key, "NOTIFY_SOCKET": systemd.path])
        try await Eventually.holds("batches are delivered", within: 60) { try await site.logged().count > 3 }

        let listed = try await site.gatewayCommand(["list"])
        #expect(listed.status == 0 && listed.printed.contains("site  online") && listed.printed.contains("SIMULATED"))
        let scan = try await site.gatewayCommand(["scan", Site.gateway])
        #expect(scan.status != 0 && scan.printed.contains("this gateway plays a recording"), "\(scan.printed)")
        let unknown = try await site.gatewayCommand(["scan", "attic"])
        #expect(unknown.status != 0 && unknown.printed.contains("nothing is known of a gateway attic"), "\(unknown.printed)")
        for wrong in ["VITALFLOW_BROKER_HOST=elsewhere", "VITALFLOW_COMMIT_INTERVAL_MS=1", "VITALFLOW_LOG_LEVEL"] {
            let refused = try await site.gatewayCommand(["configure", Site.gateway, wrong])
            #expect(refused.status != 0 && refused.printed.contains("has to be"), "\(refused.printed)")
        }
        let configured = site.folder.file("gateway") + "/configured"
        #expect(!FileManager.default.fileExists(atPath: configured))

        let changed = try await site.gatewayCommand(
            ["configure", Site.gateway, "VITALFLOW_COMMIT_INTERVAL_MS=100", "VITALFLOW_LOG_LEVEL=debug"])
        #expect(changed.status == 0 && changed.printed.contains("starts anew"), "\(changed.printed)")
        #expect(
            try String(contentsOfFile: configured, encoding: .utf8) == "VITALFLOW_COMMIT_INTERVAL_MS=100\nVITALFLOW_LOG_LEVEL=debug\n")
        try await Eventually.holds("the gateway starts anew", within: 30) {
            try site.process(.gateway).printed.split(separator: "\n").count { $0.contains("gateway starts") } == 2
        }
        let before = try await site.logged().count
        try await Eventually.holds("more batches are delivered", within: 60) { try await site.logged().count > before + 10 }
        let back = try await site.gatewayCommand(["configure", Site.gateway, "VITALFLOW_COMMIT_INTERVAL_MS=", "--json"])
        #expect(back.status == 0 && back.printed.contains(#""state":"done""#), "\(back.printed)")
        #expect(try String(contentsOfFile: configured, encoding: .utf8) == "VITALFLOW_LOG_LEVEL=debug\n")
        try await Eventually.holds("the gateway starts anew once more", within: 30) {
            try site.process(.gateway).printed.split(separator: "\n").count { $0.contains("gateway starts") } == 3
        }
        // systemd ends what says that it stops.
        let told = systemd.received()
        #expect(told.count { $0 == "READY=1" } >= 2 && !told.contains("STOPPING=1"), "\(told)")

        let last = try await site.gatewayCommand(["configure", Site.gateway, "VITALFLOW_RETENTION_HOURS=1"])
        #expect(last.status == 0, "\(last.printed)")
        // In the middle of a restart too.
        #expect(try await site.process(.gateway).terminate() == 0)
        #expect(systemd.received().last == "STOPPING=1")
        let gone = try await site.gatewayCommand(["scan", Site.gateway])
        #expect(gone.status != 0)
        try await site.end()
    }

    @Test("A gateway without the collector's key takes no commands, and says how to change that")
    func withoutKey() async throws {
        let site = try await Site()
        try site.startCollector()
        _ = try await site.collectorKey()
        try site.startGateway(["--simulate", RepositoryPath.recording])
        try await Eventually.holds("batches are delivered", within: 60) { try await !site.logged().isEmpty }
        let refused = try await site.gatewayCommand(["configure", Site.gateway, "VITALFLOW_LOG_LEVEL=debug"])
        #expect(refused.status != 0 && refused.printed.contains("set VITALFLOW_COLLECTOR_KEY"), "\(refused.printed)")
        try await site.end()
    }
}
