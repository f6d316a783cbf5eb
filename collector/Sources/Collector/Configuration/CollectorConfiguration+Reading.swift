// From texts to a value, with every check that can be made before anything starts.

import Conditions
package import Configuration
import EventLog
import Foundation
import Logging
import MQTT
package import Settings
import Telemetry
import Uplink
import Vitals

extension CollectorConfiguration {
    package static let dataDirectoryDefault = "/var/lib/vitalflow/collector"

    /// Every variable that a settings file may name.
    package static let variables = Key.variables.union(BrokerSettings.Key.variables)

    /// Flags win over the environment, the environment over the settings file.
    package static func reader(
        overrides: [String: String], environment: [String: String], file: String?
    ) throws(SettingsError) -> ConfigReader {
        try SettingsReader.make(overrides: overrides, environment: environment, file: file, variables: variables)
    }

    package init(_ reader: ConfigReader) throws(SettingsError) {
        let settings = SettingTexts<Key>(reader)
        let root = settings[.topicRoot] ?? Topics.rootDefault
        guard let topics = Topics(root: root) else {
            throw settings.invalid(.topicRoot, root, "levels with / between them, without + # $")
        }
        let http = HTTPSettings(
            host: settings[.httpHost] ?? "127.0.0.1", port: try settings.integer(.httpPort, in: 0...65_535) ?? 8085,
            names: settings.list(.httpNames).map { $0.lowercased() }, webRoot: settings[.webRoot] ?? Self.webRootBesideProgram,
            writeToken: try Self.token(settings))
        self.init(
            broker: try BrokerSettings(reader), topics: topics, ingestGroup: try Self.ingestGroup(settings),
            dataDirectory: settings[.dataDirectory] ?? Self.dataDirectoryDefault,
            http: http, assignments: try Self.assignments(settings), limits: try Self.limits(settings),
            carePlans: try Self.carePlans(settings), notificationsFile: settings[.notificationsFile],
            retention: RetentionPolicy(
                ageMax: try settings.integer(.logKeepDays, in: 1...36_500).map { .seconds($0 * 86_400) },
                bytesMax: try settings.integer(.logSizeMaxMiB, in: 16...1 << 30).map { $0 << 20 }),
            publishesLatest: try settings.yesOrNo(.publishLatest) ?? true, homeAssistantPrefix: try Self.homeAssistantPrefix(settings),
            logLevel: try settings.one(.logLevel, of: Logger.Level.allCases) ?? .info,
            logFormat: try settings.one(.logFormat, of: LogFormat.allCases) ?? .text)
    }

    private static func assignments(_ settings: SettingTexts<Key>) throws(SettingsError) -> Assignments {
        let text = settings[.assignments] ?? ""
        do {
            return try Assignments(text)
        } catch {
            let expected =
                switch error {
                case .notAnAssignment, .address: "ADDRESS=PERSON with commas between, such as C0:00:00:00:00:01=anna"
                case .person: "ADDRESS=PERSON; a person's name is up to 64 letters, digits, - _ and ."
                case .twice: "one person for each device, and a device is named twice"
                }
            throw settings.invalid(.assignments, text, expected)
        }
    }

    /// The name of a shared subscription has no / + # (MQTT 5.0, §4.8.2).
    private static func ingestGroup(_ settings: SettingTexts<Key>) throws(SettingsError) -> Identifier<IngestGroup>? {
        guard let text = settings[.ingestGroup] else { return nil }
        guard let group = try? Identifier<IngestGroup>(text) else {
            throw settings.invalid(.ingestGroup, text, "up to 64 letters, digits, - _ and .")
        }
        return group
    }

    /// A token that can be guessed is none.
    private static func token(_ settings: SettingTexts<Key>) throws(SettingsError) -> Secret? {
        guard let file = settings[.httpTokenFile] else { return nil }
        let token = try EnvironmentFile.text(of: file).split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
        guard token.utf8.count >= 16 else {
            throw settings.invalid(.httpTokenFile, file, "a file whose first line is a token of at least 16 characters")
        }
        return Secret(token)
    }

    private static func homeAssistantPrefix(_ settings: SettingTexts<Key>) throws(SettingsError) -> String? {
        guard let prefix = settings[.homeAssistantPrefix] else { return nil }
        guard Topics(root: prefix) != nil else { throw settings.invalid(.homeAssistantPrefix, prefix, "a topic such as homeassistant") }
        return prefix
    }

    private static func limits(_ settings: SettingTexts<Key>) throws(SettingsError) -> MonitorLimits {
        var limits = MonitorLimits.standard
        if let seconds = try settings.integer(.noDataSeconds, in: 5...86_400) { limits.noDataAfter = .seconds(seconds) }
        if let seconds = try settings.integer(.heartRateDelaySeconds, in: 1...3600) { limits.heartRateDelay = .seconds(seconds) }
        if let rate = try settings.integer(.heartRateMax, in: 30...300) { limits.heartRateMax = Double(rate) }
        if let rate = try settings.integer(.heartRateMin, in: 20...200) { limits.heartRateMin = Double(rate) }
        guard limits.heartRateMin < limits.heartRateMax else {
            throw settings.invalid(
                .heartRateMin, String(Int(limits.heartRateMin)), "less than the maximum, \(Int(limits.heartRateMax))")
        }
        return limits
    }

    private static func carePlans(_ settings: SettingTexts<Key>) throws(SettingsError) -> [String: CarePlan] {
        guard let file = settings[.carePlansFile] else { return [:] }
        do {
            return try CarePlans.read(try EnvironmentFile.text(of: file), today: WallClock.system.now())
        } catch let fault as CarePlans.Fault {
            throw settings.invalid(.carePlansFile, file, "a file of care plans, but \(fault)")
        } catch let error as SettingsError {
            throw error
        } catch {
            throw settings.invalid(.carePlansFile, file, "a file that can be read")
        }
    }

    /// As installed: `bin/vitalflow-collector` and `share/vitalflow/web` lie below one folder.
    private static var webRootBesideProgram: String {
        let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        return program.deletingLastPathComponent().appendingPathComponent("../share/vitalflow/web").standardized.path
    }
}
