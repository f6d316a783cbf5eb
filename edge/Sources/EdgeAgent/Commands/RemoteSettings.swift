// Settings that the collector may change: none that say to whom the gateway talks, or where anything lies.

import Settings

/// A file with `VARIABLE=value` lines in the state directory.
struct RemoteSettings: Sendable {
    private let file: StateFile

    static let keys: [EdgeSettings.Key] = [.devices, .adapter, .commitInterval, .retention, .outboxMax, .diskFreeMin, .logLevel]
    private static let variables = Set(keys.map(\.variable))

    init(stateDirectory: String) {
        file = StateFile(directory: stateDirectory, name: "configured")
    }

    /// By variable.
    func read() throws(SettingsError) -> [String: String] {
        let lines: [String]
        do { lines = try file.lines() } catch { throw .unreadable(file: file.name, reason: "\(error)") }
        return try EnvironmentFile.parse(lines.joined(separator: "\n"), file: file.name, variables: Self.variables)
    }

    /// What `read` returns with these changes; an empty value takes a setting out.
    func changed(by changes: [String: String]) throws(SettingsError) -> [String: String] {
        for (variable, value) in changes {
            guard Self.variables.contains(variable) else {
                throw .invalid(variable: variable, value: value, expected: "one of " + Self.variables.sorted().joined(separator: ", "))
            }
            guard !value.contains(where: \.isNewline) else { throw .invalid(variable: variable, value: value, expected: "one line") }
        }
        return try read().merging(changes) { $1 }.filter { !$0.value.isEmpty }
    }

    func write(_ values: [String: String]) throws(StateFileError) {
        try file.write(values.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" })
    }
}
