import Testing

@Suite("Each rule of code finds what was planted, and nothing else")
struct FileRulesTests {
    private static let manifest = Manifest(
        parsing: """
            module("Vitals")
            module("Uplink", ["Vitals"])
            module("Outbox", ["Uplink"])
            module("Timeline", ["Vitals"])
            module("EdgeAgent", in: "edge/Sources", ["Outbox"])
            .executableTarget(name: "vitalflow-edge", dependencies: ["EdgeAgent"], path: "edge/Sources/vitalflow-edge")
            tests("OutboxTests", ["Outbox"])
            """)

    /// The messages' lines; `type Some {}` is prefixed so that the file's name is right.
    private func violations(_ source: String, path: String = "Sources/Outbox/Some.swift") -> [Violation] {
        let file = SourceFile(path: path, text: source + "\nenum Some {}\n")
        return FileRules.violations(in: file, at: Place(of: path, in: Self.manifest))
    }

    @Test(
        "Banned constructs",
        arguments: [
            ("Task { await work() }", "task group"),
            ("let handle = Task(priority: .low) { }", "task group"),
            ("Task.detached { }", "task group"),
            ("let value = try! read()", "throw"),
            ("fatalError(\"no\")", "throw"),
            ("print(\"hello\")", "log it"),
            ("let text = \"\\(print(1))\"", "log it"),
            ("public struct Other {}", "`package`"),
            ("public import Vitals", "`package`"),
            ("open class Other {}", "`package`"),
            ("import Foundation", "standard library"),
            ("package import struct Foundation.Data", "standard library"),
            ("final class Box: @unchecked Sendable {}", "Mutex"),
            ("/// A box.\nfinal class Box: @unchecked Sendable {}", "Mutex"),
            ("// The lock guards it.\n\nfinal class Box: @unchecked Sendable {}", "Mutex"),
            ("struct OutboxManager {}", "“Manager”"),
            ("enum StringHelpers {}", "“Helpers”"),
            ("try run(\"SELECT * FROM \\(table)\")", "bind"),
            ("let sql = \"\"\"\n    DELETE FROM batch\n    WHERE id = \\(id)\n    \"\"\"", "bind"),
        ])
    func banned(source: String, replacement: String) throws {
        let found = violations(source)
        #expect(found.count == 1)
        #expect(try #require(found.first).message.contains(replacement))
    }

    @Test(
        "Their harmless neighbours",
        arguments: [
            "await withTaskGroup(of: Void.self) { group in }",
            "var task: Task<Void, Never>?",
            "let value = try? read()",
            "log.print(1)",
            "func print(_ text: String) {}",
            "let access: Access = .public",
            "import FoundationEssentials",
            "// Sendable: the lock guards all state.\nfinal class Box: @unchecked Sendable {}",
            "// Thread-safe: SQLite serializes.\n@safe\nfinal class Box: @unchecked Sendable {}",
            "enum ObjectManager {}",
            "enum Commonwealth {}",
            "try run(\"SELECT * FROM batch WHERE id = ?\", id)",
            "enum Statements { static let page = \"SELECT \\(columns) FROM batch\" }",
            "log(\"UPDATED \\(count)\")",
            "// Interpolated: a pragma takes no parameters; the number is ours.\ntry run(\"PRAGMA user_version = \\(version)\")",
        ])
    func harmless(source: String) {
        #expect(violations(source) == [])
    }

    @Test(
        "Clocks are banned where there is no clock, and only there",
        arguments: ["let now = Date()", "let now = ContinuousClock().now", "let now = ContinuousClock.now", "clock_gettime(id, &time)"])
    func clocks(source: String) {
        #expect(violations(source, path: "Sources/Vitals/Some.swift").count == 1)
        #expect(violations(source, path: "Sources/Uplink/Some.swift").count == 1)
        #expect(violations(source, path: "Sources/Outbox/Some.swift").isEmpty)
    }

    @Test(
        "Sleeps are banned in tests", arguments: ["try await Task.sleep(for: .seconds(1))", "try await clock.sleep(until: t)", "usleep(1)"])
    func sleeps(source: String) {
        #expect(violations(source, path: "Tests/OutboxTests/Some.swift").count == 1)
        #expect(violations(source, path: "Sources/Outbox/Some.swift").isEmpty)
    }

    @Test("Pure modules and the contract import what they are allowed")
    func pureImports() {
        #expect(violations("import Glibc", path: "Sources/Vitals/Some.swift").count == 1)
        #expect(violations("import Vitals\nimport Glibc", path: "Sources/Uplink/Some.swift").map(\.line) == [2])
        #expect(violations("import Glibc", path: "Sources/Outbox/Some.swift").isEmpty)
    }

    @Test("Foundation is banned in what the gateway is made of, and free elsewhere")
    func foundation() {
        #expect(violations("import Foundation", path: "edge/Sources/EdgeAgent/Some.swift").count == 1)
        #expect(violations("import Foundation", path: "Sources/Timeline/Some.swift").isEmpty)
        #expect(violations("import Foundation", path: "Tests/OutboxTests/Some.swift").isEmpty)
    }

    @Test("The command lines may print")
    func printers() {
        #expect(violations("print(1)", path: "edge/Sources/vitalflow-edge/Some.swift").isEmpty)
        #expect(violations("print(1)", path: "edge/Sources/EdgeAgent/Some.swift").count == 1)
    }

    @Test(
        "A file is named for its type",
        arguments: [
            ("Batch.swift", "struct Batch {}", true),
            ("Batch.swift", "struct BatchError {}\nstruct Batch {}", true),
            ("Batch+Sealing.swift", "extension Batch {}", true),
            ("main.swift", "run()", true),
            ("Command.swift", "@main struct VitalFlowEdge {}", true),
            ("Batch.swift", "struct Message {}", false),
            ("Batch.swift", "enum Outer { struct Batch {} }", false),
            ("Sealing.swift", "extension Batch {}", false),
        ])
    func naming(name: String, source: String, isRight: Bool) {
        #expect(FileRules.naming(of: SourceFile(path: "Sources/Uplink/\(name)", text: source)).isEmpty == isRight)
    }

    @Test("Long files are found, and exceptions that nothing needs")
    func length() throws {
        let lines = { (count: Int) in String(repeating: "x\n", count: count) }
        #expect(FileRules.length(of: SourceFile(path: "A.swift", text: lines(FileRules.lineCountMax))).isEmpty)
        let long = SourceFile(path: "A.swift", text: lines(FileRules.lineCountMax + 1))
        #expect(FileRules.length(of: long).count == 1)
        let excepted = try #require(FileRules.lengthExceptions.keys.first)
        #expect(FileRules.length(of: SourceFile(path: excepted, text: lines(FileRules.lineCountMax + 1))).isEmpty)
        #expect(FileRules.staleExceptions(files: [long]).count == FileRules.lengthExceptions.count)
    }

    @Test("Generated files are left alone")
    func generated() {
        #expect(violations("public let x = try! y()", path: "Sources/Uplink/Generated/uplink.pb.swift").isEmpty)
    }
}
