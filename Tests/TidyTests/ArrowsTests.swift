import Testing

@Suite("Arrows that point the wrong way are found in a manifest")
struct ArrowsTests {
    private func violations(_ manifest: String) -> [String] {
        Arrows.violations(in: Manifest(parsing: manifest)).map(\.message)
    }

    @Test("Targets are read with their folders, kinds and dependencies")
    func parsing() {
        let manifest = Manifest(
            parsing: """
                func module(_ name: String) -> Target { .target(name: name, dependencies: ["No"], path: "No/\\(name)") }
                let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
                let package = Package(products: [.executable(name: "tool", targets: ["tool"])], targets: [
                    module("Vitals"), // module("Commented")
                    system("CSQLite", pkgConfig: "sqlite3", apt: "libsqlite3-dev"),
                    module("EventLog", in: "collector/Sources", ["Vitals", grdb], exclude: ["README.md"]),
                    .executableTarget(name: "tool", dependencies: ["EventLog", .product(name: "Logging", package: "swift-log")], path: "x/tool"),
                    tests("EventLogTests", ["EventLog"]),
                ])
                """)
        #expect(manifest.targets.map(\.name) == ["Vitals", "CSQLite", "EventLog", "tool", "EventLogTests"])
        #expect(
            manifest.targets.map(\.folder)
                == ["Sources/Vitals", "Sources/CSQLite", "collector/Sources/EventLog", "x/tool", "Tests/EventLogTests"])
        #expect(manifest.targets.map(\.kind) == [.regular, .system, .regular, .executable, .test])
        #expect(manifest.target("EventLog")?.dependencies == ["Vitals", "GRDB"])
        #expect(manifest.target("tool")?.dependencies == ["EventLog", "Logging"])
        #expect(manifest.closure(of: "tool") == ["tool", "EventLog", "Vitals", "GRDB", "Logging"])
        #expect(manifest.target(of: "x/tool/Main.swift")?.name == "tool")
        #expect(manifest.target(of: "Sources/VitalsMore/A.swift") == nil)
    }

    @Test("The right graph passes")
    func right() {
        let manifest = """
            module("Vitals")
            module("HeartRhythm", ["Vitals"])
            module("Conditions", ["Vitals", "HeartRhythm"])
            module("Uplink", ["Vitals", protobuf])
            system("CSystemd")
            module("PollLoop")
            module("DBus", ["CSystemd", "PollLoop"])
            module("BlueZ", ["DBus", "Vitals"])
            module("EventLog", ["Uplink"])
            module("EdgeAgent", in: "edge/Sources", ["BlueZ", "DBus"])
            module("Collector", in: "collector/Sources", ["EventLog", "Conditions"])
            tests("EndToEndTests", ["EdgeAgent", "Collector", "BlueZ"])
            """
        #expect(violations(manifest) == [])
    }

    @Test(
        "Each wrong arrow is found",
        arguments: [
            ("module(\"BlueZ\", [\"Outbox\"])", "features are joined by the programs only"),
            ("module(\"DBus\", [\"Outbox\"])", "a layer above it"),
            ("module(\"GATT\", [\"HeartRhythm\"])", "may depend on Vitals only"),
            ("module(\"Vitals\", [\"PollLoop\"])", "may depend on nothing only"),
            ("module(\"Uplink\", [\"PollLoop\"])", "may depend on Crypto, FoundationEssentials, SwiftProtobuf, Vitals only"),
            ("module(\"BlueZ\", [\"TestSupport\"])", "for tests"),
            ("module(\"Collector\", [\"EdgeAgent\"])", "share a module below both"),
            ("module(\"Telemetry\", [\"CSystemd\", \"CSQLite\"])", "a technology module wraps one"),
            ("module(\"Novelty\")", "has no layer"),
            ("module(\"DBus\", [\"MQTT\"])\nmodule(\"MQTT\")", "list targets bottom-up"),
        ])
    func wrong(lines: String, message: String) {
        let below = """
            module("PollLoop")
            module("HeartRhythm", ["Vitals"])
            system("CSystemd")
            system("CSQLite")
            module("Outbox")
            module("EdgeAgent", in: "edge/Sources", [])
            .target(name: "TestSupport", path: "Tests/TestSupport")

            """
        // "Vitals" stands first unless it is the planted one.
        let first = lines.contains("(\"Vitals\"") ? "" : "module(\"Vitals\")\n"
        let found = violations(first + below + lines)
        #expect(found.contains { $0.contains(message) }, "\(found)")
    }

    @Test("A feature that serves both programs is found, however far below")
    func shared() {
        let manifest = """
            module("Outbox")
            module("EdgeAgent", ["Outbox"])
            module("Collector", ["Outbox"])
            """
        #expect(violations(manifest) == ["the feature Outbox serves both programs: make it a technology module, or two features"])
    }
}
