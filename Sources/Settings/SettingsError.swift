// A setting that is wrong stops the program at once, with a sentence that says what to do.

package enum SettingsError: Error, Hashable {
    case unknownVariable(String, file: String, line: Int)
    case notASetting(file: String, line: Int)
    case unreadable(file: String, reason: String)
    case invalid(variable: String, value: String, expected: String)
    case missing(variable: String, because: String)
}

extension SettingsError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unknownVariable(let name, let file, let line):
            "\(file), line \(line): there is no setting \(name). Correct its name or remove the line."
        case .notASetting(let file, let line):
            "\(file), line \(line): this is no setting. Write NAME=value, or begin the line with # for a comment."
        case .unreadable(let file, let reason):
            "\(file) cannot be read: \(reason). Check the path and who may read it."
        case .invalid(let variable, let value, let expected):
            "\(variable) is \"\(value)\". It has to be \(expected)."
        case .missing(let variable, let because):
            "\(variable) is missing: \(because)."
        }
    }
}
