// Settings are texts until here; what is wrong with one is said with its name, its value and what it has to be.

package import Configuration
import FoundationEssentials

/// Looks the settings of one group up and converts them.
package struct SettingTexts<Key: SettingKey>: Sendable {
    private let reader: ConfigReader

    package init(_ reader: ConfigReader) {
        self.reader = reader
    }

    package subscript(key: Key) -> String? {
        reader.scoped(to: "vitalflow").string(forKey: ConfigKey(key.rawValue))
    }

    package func integer(_ key: Key, in range: ClosedRange<Int>) throws(SettingsError) -> Int? {
        guard let text = self[key] else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw invalid(key, text, "a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    package func yesOrNo(_ key: Key) throws(SettingsError) -> Bool? {
        switch self[key]?.lowercased() {
        case nil: nil
        case "yes", "true", "on", "1": true
        case "no", "false", "off", "0": false
        case let text?: throw invalid(key, text, "yes or no")
        }
    }

    package func one<Choice: RawRepresentable<String>>(_ key: Key, of choices: [Choice]) throws(SettingsError) -> Choice? {
        guard let text = self[key] else { return nil }
        guard let choice = choices.first(where: { $0.rawValue == text.lowercased() }) else {
            throw invalid(key, text, "one of " + choices.map(\.rawValue).joined(separator: ", "))
        }
        return choice
    }

    /// Values with commas between; empty ones are left out.
    package func list(_ key: Key) -> [String] {
        (self[key] ?? "").split(separator: ",").map { String($0.filter { $0 != " " }) }.filter { !$0.isEmpty }
    }

    package func readableFile(_ key: Key) throws(SettingsError) -> String? {
        guard let file = self[key] else { return nil }
        guard FileManager.default.isReadableFile(atPath: file) else { throw invalid(key, file, "a file that this program may read") }
        return file
    }

    package func invalid(_ key: Key, _ value: String, _ expected: String) -> SettingsError {
        .invalid(variable: key.variable, value: value, expected: expected)
    }
}

package enum SettingsReader {
    /// Where flags, the environment and the settings file are looked up, in this order.
    ///
    /// `overrides` and `environment` are by variable; an empty value counts as not set.
    package static func make(
        overrides: [String: String], environment: [String: String], file: String?, variables: Set<String>
    ) throws(SettingsError) -> ConfigReader {
        let fromFile = try file.map { name throws(SettingsError) in try EnvironmentFile.read(name, variables: variables) } ?? [:]
        return ConfigReader(
            providers: [overrides, environment, fromFile].map {
                EnvironmentVariablesProvider(environmentVariables: $0.filter { !$0.value.isEmpty })
            })
    }
}
