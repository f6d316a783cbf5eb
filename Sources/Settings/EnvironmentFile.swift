// The settings file: the same lines that systemd's EnvironmentFile= takes. A misspelt name must not be ignored silently.

import FoundationEssentials

/// Reads `NAME=value` lines.
///
/// Empty lines and lines that begin with `#` or `;` are comments; a value may stand in single or double quotes. Names that do not begin
/// with `VITALFLOW_` belong to somebody else and are left alone; one that does and is no setting is an error.
package enum EnvironmentFile {
    /// A file of settings has a few kilobytes; something longer is another file.
    package static let bytesMax = 1024 * 1024

    package static func read(_ file: String, variables: Set<String>) throws(SettingsError) -> [String: String] {
        try parse(text(of: file), file: file, variables: variables)
    }

    package static func parse(_ text: String, file: String, variables: Set<String>) throws(SettingsError) -> [String: String] {
        var values: [String: String] = [:]
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let line = line.trimmingSpaces
            guard let first = line.first, first != "#", first != ";" else { continue }
            guard let equals = line.firstIndex(of: "="), equals != line.startIndex else {
                throw .notASetting(file: file, line: index + 1)
            }
            let name = String(line[..<equals].trimmingSpaces)
            if name.hasPrefix(SettingVariable.prefix), !variables.contains(name) {
                throw .unknownVariable(name, file: file, line: index + 1)
            }
            values[name] = unquoted(line[line.index(after: equals)...].trimmingSpaces)
        }
        return values
    }

    /// The text of a small file that a person wrote: settings, or a password.
    package static func text(of file: String) throws(SettingsError) -> String {
        guard let data = FileManager.default.contents(atPath: file) else {
            let reason = FileManager.default.fileExists(atPath: file) ? "access was refused" : "there is no such file"
            throw .unreadable(file: file, reason: reason)
        }
        guard data.count <= bytesMax else { throw .unreadable(file: file, reason: "it is longer than \(bytesMax) bytes") }
        return String(decoding: data, as: UTF8.self)
    }

    private static func unquoted(_ value: Substring) -> String {
        guard value.count >= 2, let quote = value.first, quote == "\"" || quote == "'", value.last == quote else { return String(value) }
        return String(value.dropFirst().dropLast())
    }
}

extension Substring {
    fileprivate var trimmingSpaces: Substring {
        let trimmed = drop { $0 == " " || $0 == "\t" }
        guard let last = trimmed.lastIndex(where: { $0 != " " && $0 != "\t" }) else { return "" }
        return trimmed[...last]
    }
}
