// The names of settings, in one place for each part of a program: the reader and the check for unknown names use the same list.

/// A group of settings. The environment variable of a key is `VITALFLOW_`, then the key in capitals: `broker.host` is
/// `VITALFLOW_BROKER_HOST`.
package protocol SettingKey: RawRepresentable<String>, CaseIterable, Sendable {}

package enum SettingVariable {
    package static let prefix = "VITALFLOW_"
}

extension SettingKey {
    package var variable: String {
        SettingVariable.prefix + String(rawValue.map { $0 == "." ? "_" : Character($0.uppercased()) })
    }

    package static var variables: Set<String> { Set(allCases.map(\.variable)) }
}
