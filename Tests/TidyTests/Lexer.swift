// Enough of Swift's lexical grammar to tell code from comments and strings; the compiler does the rest.

/// Splits a Swift source into tokens and remembers the lines that begin with a comment.
///
/// Knows nested comments, strings of one and of several lines, raw strings, interpolations (their code is tokens too), regular
/// expressions and names in back-ticks. Source: The Swift Programming Language, Lexical Structure.
struct Lexer {
    private(set) var tokens: [Token] = []
    /// The text of each line that begins with a comment.
    private(set) var comments: [Int: String] = [:]

    private let bytes: [UInt8]
    private var index = 0
    private var line = 1

    init(_ text: String) {
        bytes = Array(text.utf8)
        while index < bytes.count {
            scanCode()
            index += 1  // a closing parenthesis too many: the compiler will say so
        }
    }

    private func byte(_ offset: Int = 0) -> Character? {
        guard index + offset < bytes.count, index + offset >= 0 else { return nil }
        return Character(UnicodeScalar(bytes[index + offset]))
    }

    private func text(from start: Int) -> String {
        let end = min(index, bytes.count)
        return String(decoding: bytes[min(start, end)..<end], as: UTF8.self)
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "_"), 0x80...:
            true
        default: false
        }
    }

    /// Reads code up to the end, or up to the parenthesis that closes an interpolation, which it leaves.
    private mutating func scanCode() {
        var depth = 0
        while let next = byte() {
            switch next {
            case "\n":
                line += 1
                index += 1
            case " ", "\t", "\r":
                index += 1
            case "/" where byte(1) == "/": scanLineComment()
            case "/" where byte(1) == "*": scanBlockComment()
            case "/" where beginsRegularExpression: scanRegularExpression(hashes: 0)
            case "\"": scanString(hashes: 0)
            case "#": scanHashes()
            case "`": scanQuotedName()
            case ")" where depth == 0: return
            default:
                if Self.isWord(bytes[index]) {
                    scanWord()
                } else {
                    depth += next == "(" ? 1 : next == ")" ? -1 : 0
                    append(.symbol, String(next))
                    index += 1
                }
            }
        }
    }

    private mutating func append(_ kind: Token.Kind, _ text: String) {
        tokens.append(Token(kind: kind, text: text, line: line))
    }

    private mutating func scanWord() {
        let start = index
        while index < bytes.count, Self.isWord(bytes[index]) { index += 1 }
        let isNumber = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[start])
        append(isNumber ? .number : .identifier, text(from: start))
    }

    private mutating func scanQuotedName() {
        index += 1
        let start = index
        while let next = byte(), next != "`", next != "\n" { index += 1 }
        append(.identifier, text(from: start))
        index += 1
    }

    private mutating func remember(commentFrom start: Int, at line: Int) {
        guard tokens.last?.line != line else { return }
        for (offset, part) in text(from: start).split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            comments[line + offset, default: ""] += String(part)
        }
    }

    private mutating func scanLineComment() {
        let start = index
        while let next = byte(), next != "\n" { index += 1 }
        remember(commentFrom: start, at: line)
    }

    private mutating func scanBlockComment() {
        let (start, first) = (index, line)
        var depth = 0
        repeat {
            if byte() == "/", byte(1) == "*" {
                depth += 1
                index += 2
            } else if byte() == "*", byte(1) == "/" {
                depth -= 1
                index += 2
            } else {
                if byte() == "\n" { line += 1 }
                index += 1
            }
        } while depth > 0 && index < bytes.count
        remember(commentFrom: start, at: first)
    }

    /// `#"raw"#`, `#/regular expression/#`, or the sign of a directive or macro.
    private mutating func scanHashes() {
        var hashes = 0
        while byte(hashes) == "#" { hashes += 1 }
        switch byte(hashes) {
        case "\"":
            index += hashes
            scanString(hashes: hashes)
        case "/":
            index += hashes
            scanRegularExpression(hashes: hashes)
        default:
            append(.symbol, "#")
            index += 1
        }
    }

    private func hasHashes(_ count: Int, at offset: Int) -> Bool {
        (0..<count).allSatisfy { byte(offset + $0) == "#" }
    }

    private mutating func scanString(hashes: Int) {
        let place = tokens.count
        append(.string, "")
        let quotes = byte(1) == "\"" && byte(2) == "\"" ? 3 : 1
        index += quotes
        var start = index
        while let next = byte() {
            if next == "\"", (0..<quotes).allSatisfy({ byte($0) == "\"" }), hasHashes(hashes, at: quotes) {
                break
            } else if next == "\\", hasHashes(hashes, at: 1) {
                index += 1 + hashes
                if byte() == "(" {
                    tokens[place].text += text(from: start) + "(…)"
                    tokens[place].isInterpolated = true
                    index += 1
                    scanCode()
                    index += 1
                    start = index
                } else {
                    if byte() == "\n" { line += 1 }
                    index += 1
                }
            } else {
                if next == "\n" { line += 1 }
                index += 1
            }
        }
        tokens[place].text += text(from: start)
        index += quotes + hashes
    }

    /// A slash begins a regular expression where an operand may stand, and where another slash follows on the line.
    private var beginsRegularExpression: Bool {
        if let last = tokens.last, last.line == line {
            let isOperator = last.kind == .symbol && !")]}!?>".contains(last.text)
            guard isOperator || ["return", "in", "case", "try", "await"].contains(last.text) else { return false }
        }
        guard let next = byte(1), next != " ", next != "\n" else { return false }
        var offset = 1
        while let next = byte(offset), next != "\n" {
            if next == "/" { return true }
            offset += next == "\\" ? 2 : 1
        }
        return false
    }

    private mutating func scanRegularExpression(hashes: Int) {
        append(.string, "")
        index += 1
        while let next = byte() {
            if next == "/", hasHashes(hashes, at: 1) { break }
            if next == "\n" { line += 1 }
            index += next == "\\" ? 2 : 1
        }
        index += 1 + hashes
    }
}
