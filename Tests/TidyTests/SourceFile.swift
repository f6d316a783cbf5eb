// A Swift file as the checks read it.

/// One Swift file of the repository: where it lies and what it says.
struct SourceFile: Sendable {
    /// From the repository's root, with `/`.
    let path: String
    let lineCount: Int
    let tokens: [Token]
    private let comments: [Int: String]

    init(path: String, text: String) {
        self.path = path
        lineCount = text.split(separator: "\n", omittingEmptySubsequences: false).count - (text.hasSuffix("\n") ? 1 : 0)
        let lexer = Lexer(text)
        tokens = lexer.tokens
        comments = lexer.comments
    }

    /// `Batch+Sealing` of `Sources/Uplink/Batch+Sealing.swift`.
    var baseName: String {
        let name = path.split(separator: "/").last ?? ""
        return String(name.hasSuffix(".swift") ? name.dropLast(6) : name)
    }

    /// The modules that it imports.
    var imports: [(module: String, line: Int)] {
        let kinds: Set = ["struct", "class", "enum", "protocol", "typealias", "func", "let", "var"]
        return tokens.indices.compactMap { index in
            guard tokens[index].text == "import", tokens[index].kind == .identifier, index + 1 < tokens.count else { return nil }
            let next = kinds.contains(tokens[index + 1].text) ? index + 2 : index + 1
            guard next < tokens.count, tokens[next].kind == .identifier else { return nil }
            return (tokens[next].text, tokens[next].line)
        }
    }

    /// The names that are declared or extended outside every brace: types, extended types, functions.
    var topLevelNames: Set<String> {
        let keywords: Set = ["struct", "class", "enum", "actor", "protocol", "typealias", "extension", "func", "macro"]
        var names: Set<String> = []
        var depth = 0
        for (index, token) in tokens.enumerated() {
            switch token.text {
            case "{" where token.kind == .symbol: depth += 1
            case "}" where token.kind == .symbol: depth -= 1
            case let keyword where depth == 0 && token.kind == .identifier && keywords.contains(keyword):
                var next = index + 1
                // `extension Outer.Inner` is about Inner, and about Outer.
                while next < tokens.count, tokens[next].kind == .identifier {
                    names.insert(tokens[next].text)
                    guard next + 2 < tokens.count, tokens[next + 1].text == "." else { break }
                    next += 2
                }
            default: break
            }
        }
        return names
    }

    /// The lines where the tokens stand one after the other, except after one of `predecessors`.
    func lines(of pattern: [String], notAfter predecessors: Set<String> = []) -> [Int] {
        guard tokens.count >= pattern.count else { return [] }
        return (0...tokens.count - pattern.count).compactMap { start in
            for (offset, text) in pattern.enumerated() {
                let token = tokens[start + offset]
                guard token.text == text, token.kind != .string else { return nil }
            }
            guard start == 0 || !predecessors.contains(tokens[start - 1].text) else { return nil }
            return tokens[start].line
        }
    }

    /// The comment that ends on the line above, attributes in between not counted; empty when there is none.
    func comment(above line: Int) -> String {
        var last = line - 1
        while tokens.first(where: { $0.line == last })?.text == "@" { last -= 1 }
        var text = ""
        while let comment = comments[last] {
            text = comment + "\n" + text
            last -= 1
        }
        return text
    }
}
