// What `serve` was given on its command line, as texts.

import Configuration
import MQTT
import Settings

/// Flags that win over every other source of a setting.
package struct ServeFlags: Sendable {
    /// `HOST:PORT`.
    package var broker: String?
    /// `HOST:PORT`.
    package var http: String?
    package var dataDirectory: String?
    package var webRoot: String?
    /// Each `ADDRESS=PERSON`.
    package var assignments: [String] = []
    package var settingsFile: String?
    package var logLevel: String?
    package var logFormat: String?

    package init() {}

    /// The configuration from these flags, the environment and the settings file; throws a sentence that says what to correct.
    package func configuration(environment: [String: String]) throws -> CollectorConfiguration {
        var overrides: [String: String] = [:]
        func set(_ key: CollectorConfiguration.Key, _ value: String?) { overrides[key.variable] = value }
        set(.dataDirectory, dataDirectory)
        set(.webRoot, webRoot)
        set(.logLevel, logLevel)
        set(.logFormat, logFormat)
        set(.assignments, assignments.isEmpty ? nil : assignments.joined(separator: ","))
        if let broker {
            let address = try HostPort(argument: broker, flag: "--broker", portDefault: 1883)
            overrides[BrokerSettings.Key.host.variable] = address.host
            overrides[BrokerSettings.Key.port.variable] = String(address.port)
        }
        if let http {
            let address = try HostPort(argument: http, flag: "--http", portDefault: 8085)
            set(.httpHost, address.host)
            set(.httpPort, String(address.port))
        }
        return try CollectorConfiguration(
            CollectorConfiguration.reader(overrides: overrides, environment: environment, file: settingsFile))
    }
}
