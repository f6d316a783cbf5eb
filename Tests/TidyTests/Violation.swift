// What a check finds, as a person reads it in the test's output.

/// One place that breaks one rule, and what to write instead.
struct Violation: Hashable, Sendable, CustomStringConvertible {
    let path: String
    /// Counted from 1; `nil` where the whole file is meant.
    var line: Int?
    let message: String

    var description: String { line.map { "\(path):\($0): \(message)" } ?? "\(path): \(message)" }
}
