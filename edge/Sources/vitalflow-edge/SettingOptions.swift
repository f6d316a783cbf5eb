// The options that every command takes which needs the gateway's settings.

import ArgumentParser
import EdgeAgent
import FoundationEssentials
import Logging
import MQTT
import Settings
import Telemetry

struct SettingOptions: ParsableArguments {
    @Option(help: "Settings file with VITALFLOW_…= lines. Default: /etc/vitalflow/edge.env where it exists.")
    var config: String?

    @Option(help: "Where the outbox lives. Default: $STATE_DIRECTORY, else /var/lib/vitalflow/edge.")
    var stateDir: String?

    @Option(help: "Where status and metrics are written. Default: $RUNTIME_DIRECTORY, else the service's, else the state directory.")
    var runtimeDir: String?

    @Option(help: "Bluetooth adapter, such as hci0. Default: the first.")
    var adapter: String?

    @Option(help: "trace, debug, info, notice, warning, error or critical. Default: info.")
    var logLevel: String?

    @Option(help: "text or json, to standard error. Default: text.")
    var logFormat: String?

    private static let configDefault = "/etc/vitalflow/edge.env"

    /// The settings with `overrides` of the command on top; also sets up logging.
    func settings(_ more: [EdgeSettings.Key: String?] = [:], broker: String? = nil) throws -> EdgeSettings {
        try sourcesAndSettings(more, broker: broker).settings
    }

    func sourcesAndSettings(
        _ more: [EdgeSettings.Key: String?] = [:], broker: String? = nil
    ) throws -> (sources: SettingSources, settings: EdgeSettings) {
        var overrides: [String: String] = [:]
        let flags: [EdgeSettings.Key: String?] = [
            .stateDirectory: stateDir, .runtimeDirectory: runtimeDir, .adapter: adapter, .logLevel: logLevel, .logFormat: logFormat,
        ]
        for (key, value) in flags.merging(more, uniquingKeysWith: { $1 }) { overrides[key.variable] = value }
        if let broker {
            guard let address = HostPort(broker, portDefault: 1883) else {
                throw ValidationError("--broker is \"\(broker)\"; it has to be HOST or HOST:PORT")
            }
            overrides[BrokerSettings.Key.host.variable] = address.host
            overrides[BrokerSettings.Key.port.variable] = String(address.port)
        }
        let file = config ?? (FileManager.default.isReadableFile(atPath: Self.configDefault) ? Self.configDefault : nil)
        let sources = SettingSources(overrides: overrides, environment: ProcessInfo.processInfo.environment, file: file)
        do {
            let settings = try sources.settings()
            LoggingSetup.bootstrap(format: settings.logFormat, level: settings.logLevel)
            return (sources, settings)
        } catch {
            throw ProgramExit.failure("\(error)", ProgramExit.configuration)
        }
    }
}
