import Testing

@Suite("Code is told from comments and strings")
struct LexerTests {
    @Test(
        "Words in comments and strings are no code",
        arguments: [
            "// word",
            "/* word /* word */ word */",
            "\"word\"",
            "\"say \\\"word\\\"\"",
            "#\"\"word\" \\(word)\"#",
            "\"\"\"\n  \"word\"\n  \"\"\"",
            "let pattern = /word\"/",
            "let pattern = #/word\"/#",
        ])
    func hidden(source: String) {
        let file = SourceFile(path: "Some.swift", text: source + "\nlast")
        #expect(file.lines(of: ["word"]).isEmpty)
        #expect(file.lines(of: ["last"]).count == 1, "what follows is code again")
    }

    @Test(
        "What stands in an interpolation is code",
        arguments: ["\"a \\(word) b\"", "#\"a \\#(word) b\"#", "\"a \\(f(\"x\\(word)\")) b\"", "\"\"\"\n\\(word)\n\"\"\""])
    func interpolated(source: String) throws {
        let file = SourceFile(path: "Some.swift", text: source + "\nlast")
        #expect(file.lines(of: ["word"]).count == 1)
        #expect(file.lines(of: ["last"]).count == 1)
        #expect(try #require(file.tokens.first).isInterpolated)
    }

    @Test("A division is no regular expression")
    func division() {
        let file = SourceFile(path: "Some.swift", text: "let ratio = one / two + (three)/word/four")
        #expect(file.lines(of: ["word"]) == [1])
    }

    @Test("Lines are counted through strings and comments of several lines")
    func lines() {
        let file = SourceFile(path: "Some.swift", text: "/*\n*/\nlet a = \"\"\"\n\n\"\"\"\nword\n")
        #expect(file.lines(of: ["word"]) == [6])
        #expect(file.lineCount == 6)
    }

    @Test("Whatever it is given, it ends", arguments: ["\"", "\"\"\"", "/*", "#\"", ")", "\"\\(", "`", "/", "#", "\"\\", "\\"])
    func total(source: String) {
        #expect(SourceFile(path: "Some.swift", text: source).lineCount == 1)
    }

    @Test("Imports are found with and without access and kind")
    func imports() {
        let file = SourceFile(
            path: "Some.swift",
            text: "package import Vitals\nimport struct Foundation.Data\n#if canImport(Glibc)\nimport Glibc\n#endif\n// import Other")
        #expect(file.imports.map(\.module) == ["Vitals", "Foundation", "Glibc"])
    }

    @Test("Top-level names leave out what is inside a type")
    func names() {
        let file = SourceFile(
            path: "Some.swift", text: "enum Outer { struct Inner {} }\nextension Far.Near {}\nfunc act() { class Local {} }")
        #expect(file.topLevelNames == ["Outer", "Far", "Near", "act"])
    }
}
