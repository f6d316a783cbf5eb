import EdgeAgent
import FoundationEssentials
import Settings
import TestSupport
import Testing

@Suite("Settings that the collector changed")
struct RemoteSettingsTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func settings(
        configured: String, overrides: [String: String] = [:], environment: [String: String] = [:]
    ) throws -> EdgeSettings {
        try configured.write(toFile: folder.file("configured"), atomically: true, encoding: .utf8)
        let sources = SettingSources(
            overrides: overrides, environment: ["VITALFLOW_STATE_DIRECTORY": folder.path].merging(environment) { $1 })
        return try sources.settings()
    }

    @Test("They win over the environment, and flags win over them")
    func order() throws {
        let environment = ["VITALFLOW_COMMIT_INTERVAL_MS": "500", "VITALFLOW_RETENTION_HOURS": "1"]
        let configured = "VITALFLOW_COMMIT_INTERVAL_MS=1000\n"
        let both = try settings(configured: configured, environment: environment)
        #expect(both.commitInterval == .seconds(1) && both.retention == .seconds(3600))
        let flagged = try settings(
            configured: configured, overrides: ["VITALFLOW_COMMIT_INTERVAL_MS": "200"], environment: environment)
        #expect(flagged.commitInterval == .milliseconds(200))
    }

    @Test("A line that nobody could have configured is an error, not a way around the settings")
    func strange() throws {
        #expect(throws: SettingsError.self) { try settings(configured: "VITALFLOW_BROKER_HOST=elsewhere\n") }
        #expect(throws: SettingsError.self) { try settings(configured: "VITALFLOW_COLLECTOR_KEY=vfk1:\n") }
        #expect(throws: SettingsError.self) { try settings(configured: "VITALFLOW_COMMIT_INTERVAL_MS=1\n") }
        #expect(throws: SettingsError.self) { try settings(configured: "nonsense\n") }
    }
}
