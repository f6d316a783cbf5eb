import Testing

@Suite("Words that belong elsewhere are found in any file")
struct WordingTests {
    @Test(
        "Paths of one machine and words of trackers",
        arguments: [
            "cd /work/main && make", "path=\"/home/me/x\"", "(/root/x)", "/work/first", "see issue #12", "// TODO(me): later", "a:/root/b",
        ])
    func wrong(line: String) {
        #expect(Wording.violations(path: "a.sh", text: "fine\n" + line).map(\.line) == [2])
    }

    @Test(
        "Their harmless neighbours",
        arguments: ["$dir/root/usr", "https://host/home/page", "homework/x", "ProtectHome=yes", "the root / of it", "*/work/x", "~/work/x"])
    func right(line: String) {
        #expect(Wording.violations(path: "a.sh", text: line) == [])
    }

    @Test("What others wrote is left alone")
    func vendor() {
        #expect(Wording.violations(path: "collector/web/vendor/x.js", text: "/home/x") == [])
    }
}
