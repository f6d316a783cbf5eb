// The broker's settings are the same for both programs.

package import Configuration
package import Settings

extension BrokerSettings {
    package enum Key: String, SettingKey {
        case host = "broker.host"
        case port = "broker.port"
        case username = "broker.username"
        case passwordFile = "broker.password.file"
        case caFile = "broker.ca.file"
        case certificateFile = "broker.certificate.file"
        case keyFile = "broker.key.file"
    }

    private enum Port {
        static let plain = 1883
        static let tls = 8883
    }

    package init(_ reader: ConfigReader) throws(SettingsError) {
        let settings = SettingTexts<Key>(reader)
        let caFile = try settings.readableFile(.caFile)
        self.init(
            host: settings[.host] ?? "localhost",
            port: try settings.integer(.port, in: 1...65_535) ?? (caFile == nil ? Port.plain : Port.tls))
        self.caFile = caFile
        username = settings[.username]
        certificateFile = try settings.readableFile(.certificateFile)
        keyFile = try settings.readableFile(.keyFile)
        if let file = settings[.passwordFile] {
            guard username != nil else { throw .missing(variable: Key.username.variable, because: "there is a password file") }
            password = try EnvironmentFile.text(of: file).split(whereSeparator: \.isNewline).first.map { Secret(String($0)) }
        }
        if certificateFile != nil {
            guard keyFile != nil else { throw .missing(variable: Key.keyFile.variable, because: "there is a certificate") }
            guard caFile != nil else { throw .missing(variable: Key.caFile.variable, because: "there is a certificate") }
        }
    }
}
