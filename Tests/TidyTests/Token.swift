// What the checks look at: Swift source as tokens, so that neither a comment nor a string can look like code.

/// One word, number, string or sign of a Swift source.
struct Token: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        case identifier, number, string, symbol
    }

    let kind: Kind
    /// As written; of a string only what stands between its quotes, each interpolation as `\(…)`.
    var text: String
    /// Counted from 1.
    let line: Int
    /// True of a string that has an interpolation.
    var isInterpolated = false
}
