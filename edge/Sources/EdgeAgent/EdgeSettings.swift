// The gateway's configuration, as a value: built once, checked before anything starts.

import Configuration
import Glibc
package import Logging
package import MQTT
package import Outbox
package import Settings
package import Telemetry
package import Uplink
package import Vitals

/// Where settings come from: flags win over what the collector configured, that over the environment, the environment over the file.
package struct SettingSources: Sendable {
    /// By variable.
    package var overrides: [String: String]
    package var environment: [String: String]
    package var file: String?

    package init(overrides: [String: String] = [:], environment: [String: String] = [:], file: String? = nil) {
        self.overrides = overrides
        self.environment = environment
        self.file = file
    }

    package func settings() throws(SettingsError) -> EdgeSettings {
        // The state directory holds what was configured, and cannot be configured itself.
        let remote = try RemoteSettings(stateDirectory: settings(remote: [:]).stateDirectory).read()
        return try settings(remote: remote)
    }

    func settings(remote: [String: String]) throws(SettingsError) -> EdgeSettings {
        let reader = try SettingsReader.make(
            overrides: overrides, environment: environment.merging(remote) { $1 }, file: file,
            variables: EdgeSettings.Key.variables.union(BrokerSettings.Key.variables))
        return try EdgeSettings(reader, environment: environment)
    }
}

/// Every setting of the gateway.
package struct EdgeSettings: Sendable {
    /// The variable of `gateway` is `VITALFLOW_GATEWAY`, and so on; the broker's keys are `BrokerSettings.Key`.
    package enum Key: String, SettingKey {
        /// The gateway's stable name; default: the host's name. Letters, digits, `-`, `_`, `.`, at most 64.
        case gateway
        /// Addresses of devices to keep connected, with commas between. Paired devices are kept as well.
        case devices
        /// `hci0` and so on; default: the first adapter.
        case adapter
        /// Where the outbox lives; default: `$STATE_DIRECTORY`, else `/var/lib/vitalflow/edge`.
        case stateDirectory = "state.directory"
        /// Where status and metrics are written for others to read; default: `$RUNTIME_DIRECTORY`, else
        /// `/run/vitalflow/edge` where systemd made it, else the state directory.
        case runtimeDirectory = "runtime.directory"
        /// Default `vitalflow/v1`; the collector's has to be the same.
        case topicRoot = "topic.root"
        /// The collector's key, as `vitalflow-collector key show` prints it: values are sealed to it. Not a secret.
        case collectorKey = "collector.key"
        /// `yes` sends values that are not sealed to a broker on another machine. Default `no`.
        case allowUnsealed = "allow.unsealed"
        /// Milliseconds between commits of streams, 50 to 10000; default 500. A power cut loses at most this.
        case commitInterval = "commit.interval.ms"
        /// Hours for which acknowledged batches are kept, 0 to 720; default 24.
        case retention = "retention.hours"
        /// Mebibytes that the outbox may take on the disk, 4 to 1048576; default 256.
        case outboxMax = "outbox.max.mib"
        /// Mebibytes that stay free on the disk for everything else, 0 to 1048576; default 64.
        case diskFreeMin = "disk.free.min.mib"
        /// A CSV file with a column `rr_ms`: play it as a virtual strap instead of using Bluetooth.
        case simulate
        /// How many times faster than recorded, 1 to 1000; default 1.
        case simulateSpeed = "simulate.speed"
        /// `yes` begins again at the recording's end. Default `no`.
        case simulateRepeat = "simulate.repeat"
        /// `trace`, `debug`, `info`, `notice`, `warning`, `error` or `critical`; default `info`.
        case logLevel = "log.level"
        /// `text` or `json`; default `text`.
        case logFormat = "log.format"
    }

    package var gateway: GatewayID
    package var broker: BrokerSettings
    package var topics: Topics
    package var devices: [DeviceAddress]
    package var adapter: String?
    package var stateDirectory: String
    package var runtimeDirectory: String
    package var collectorKey: CollectorKey?
    package var allowsUnsealed: Bool
    package var commitInterval: Duration
    package var retention: Duration
    package var outboxLimits: OutboxLimits
    package var simulation: Simulation?
    package var logLevel: Logger.Level
    package var logFormat: LogFormat

    package struct Simulation: Sendable, Hashable {
        package var file: String
        package var speed: Int
        package var repeats: Bool
    }

    // Where the systemd unit puts them: `status` and `pair` find the service's without being told.
    private static let stateDirectoryDefault = "/var/lib/vitalflow/edge"
    private static let runtimeDirectoryDefault = "/run/vitalflow/edge"

    /// `environment` is asked only for what systemd sets: `STATE_DIRECTORY` and `RUNTIME_DIRECTORY`.
    init(_ reader: ConfigReader, environment: [String: String] = [:]) throws(SettingsError) {
        let settings = SettingTexts<Key>(reader)
        broker = try BrokerSettings(reader)
        let name = settings[.gateway] ?? Self.hostName
        do {
            gateway = try GatewayID(name)
        } catch {
            throw settings.invalid(.gateway, name, "letters, digits, - _ and . only, at most \(GatewayID.lengthMax) characters")
        }
        let root = settings[.topicRoot] ?? Topics.rootDefault
        guard let topics = Topics(root: root) else {
            throw settings.invalid(.topicRoot, root, "levels with / between them, without + # $")
        }
        self.topics = topics
        devices = try settings.list(.devices).map { text throws(SettingsError) in
            guard let address = DeviceAddress(text) else {
                throw settings.invalid(.devices, text, "six octets with colons between, such as C0:00:00:00:00:01")
            }
            return address
        }
        adapter = settings[.adapter]
        stateDirectory = settings[.stateDirectory] ?? environment["STATE_DIRECTORY"] ?? Self.stateDirectoryDefault
        let hasService = unsafe access(Self.runtimeDirectoryDefault, R_OK) == 0 && stateDirectory == Self.stateDirectoryDefault
        runtimeDirectory =
            settings[.runtimeDirectory] ?? environment["RUNTIME_DIRECTORY"] ?? (hasService ? Self.runtimeDirectoryDefault : stateDirectory)
        allowsUnsealed = try settings.yesOrNo(.allowUnsealed) ?? false
        collectorKey = try settings[.collectorKey].map { text throws(SettingsError) in
            do {
                return try CollectorKey(text)
            } catch {
                throw settings.invalid(.collectorKey, text, "a line that begins with vfk1: as vitalflow-collector key show prints it")
            }
        }
        commitInterval = .milliseconds(try settings.integer(.commitInterval, in: 50...10_000) ?? 500)
        retention = .seconds(3600 * (try settings.integer(.retention, in: 0...720) ?? 24))
        outboxLimits = OutboxLimits(
            bytesMax: (try settings.integer(.outboxMax, in: 4...1_048_576) ?? 256) << 20,
            freeBytesMin: (try settings.integer(.diskFreeMin, in: 0...1_048_576) ?? 64) << 20)
        simulation = try settings.readableFile(.simulate).map { file throws(SettingsError) in
            Simulation(
                file: file, speed: try settings.integer(.simulateSpeed, in: 1...1000) ?? 1,
                repeats: try settings.yesOrNo(.simulateRepeat) ?? false)
        }
        logLevel = try settings.one(.logLevel, of: Logger.Level.allCases) ?? .info
        logFormat = try settings.one(.logFormat, of: LogFormat.allCases) ?? .text
        guard broker.isLoopback || allowsUnsealed || collectorKey != nil else {
            throw .invalid(
                variable: BrokerSettings.Key.host.variable, value: broker.host,
                expected:
                    "on this machine as long as values are not sealed: set \(Key.collectorKey.variable) to what vitalflow-collector key "
                    + "show prints; where the network and the broker are trusted (TLS, access control), \(Key.allowUnsealed.variable)=yes")
        }
    }

    private static var hostName: String {
        var buffer = [CChar](repeating: 0, count: 256)
        _ = unsafe gethostname(&buffer, buffer.count - 1)
        let name = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        // A host without a name calls itself "(none)".
        let allowed = name.filter { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) }.prefix(GatewayID.lengthMax)
        return allowed.isEmpty ? "gateway" : String(allowed)
    }
}
