// swift-tools-version: 6.3
import PackageDescription

/// The settings of every target: Swift 6 mode, strict memory safety, warnings are errors, and the upcoming language features.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .enableUpcomingFeature("ImmutableWeakCaptures"),
]

/// A module of ours: its folder, its dependencies, the shared settings.
func module(_ name: String, in folder: String = "Sources", _ dependencies: [Target.Dependency] = [], exclude: [String] = []) -> Target {
    .target(name: name, dependencies: dependencies, path: "\(folder)/\(name)", exclude: exclude, swiftSettings: strict)
}

/// A C library of the system, seen through a module map and at most a few inline shims.
func system(_ name: String, pkgConfig: String, apt: String) -> Target {
    .systemLibrary(name: name, path: "Sources/\(name)", pkgConfig: pkgConfig, providers: [.apt(apt.split(separator: " ").map(String.init))])
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(name: name, dependencies: dependencies, path: "Tests/\(name)", exclude: exclude, swiftSettings: strict)
}

// Each dependency with the reason that it is here.
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let configuration = Target.Dependency.product(name: "Configuration", package: "swift-configuration")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let signals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let protobuf = Target.Dependency.product(name: "SwiftProtobuf", package: "swift-protobuf")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

let package = Package(
    name: "vitalflow",
    products: [
        .executable(name: "vitalflow-edge", targets: ["vitalflow-edge"]),
        .executable(name: "vitalflow-collector", targets: ["vitalflow-collector"]),
    ],
    dependencies: [
        // Command lines with help, completion and validation.
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        // Settings from files and the environment, typed. Without traits: no full Foundation in the gateway.
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0", traits: []),
        // The logging interface that every Swift server library shares.
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        // A process as a list of services that start, stop on signals and end in order.
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        // Protocol Buffers, the encoding of the uplink contract. Without traits: no full Foundation in the gateway.
        .package(url: "https://github.com/apple/swift-protobuf", from: "1.39.0", traits: []),
        // HPKE and Ed25519, so that neither the broker nor whoever takes a gateway's card reads a value. BoringSSL comes with it.
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        // SQLite for the collector: migrations, a writer and concurrent readers, prepared statements.
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        // The collector's HTTP server, server-sent events included.
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        // YAML with line numbers, for the rules of notifications.
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        // Pure: the standard library only, no clock, no I/O.
        module("Vitals", exclude: ["README.md"]),
        module("GATT", ["Vitals"], exclude: ["README.md"]),
        module("HeartRhythm", ["Vitals"]),
        module("Conditions", ["Vitals", "HeartRhythm"], exclude: ["README.md"]),
        module("Alarms", ["Vitals", "Conditions"]),

        // The contract between gateway and collector: messages, topics, state machines; no I/O, no clock.
        module("Uplink", ["Vitals", crypto, protobuf], exclude: ["uplink.proto", "README.md"]),

        // One technology each.
        system("CSystemd", pkgConfig: "libsystemd", apt: "libsystemd-dev"),
        system("CBluetooth", pkgConfig: "bluez", apt: "libbluetooth-dev"),
        system("CMosquitto", pkgConfig: "libmosquitto", apt: "libmosquitto-dev"),
        system("CSQLite", pkgConfig: "sqlite3", apt: "libsqlite3-dev zlib1g-dev"),
        // Reads XML files of any size; Foundation's parser ends the process at the DTD of an Apple Health export.
        system("CXML", pkgConfig: "libxml-2.0", apt: "libxml2-dev"),
        // The allocator of the collector: at a thousand gateways a twentieth less work than the C library's, and less memory.
        system("CJemalloc", pkgConfig: "jemalloc", apt: "libjemalloc-dev"),
        // HTTP requests and mails with STARTTLS in one library, for notifications.
        system("CCurl", pkgConfig: "libcurl", apt: "libcurl4-openssl-dev"),
        module("PollLoop", ["CSystemd"]),
        module("DBus", ["CSystemd", "PollLoop"]),
        module("Settings", [configuration]),
        module("MQTT", ["CMosquitto", "Settings", configuration]),
        module("Transfer", ["CCurl", "Settings"]),
        module("Telemetry", ["CSystemd", "Vitals", logging, lifecycle]),

        // Features: what the programs are made of.
        module("BlueZ", ["CBluetooth", "DBus", "GATT", "Vitals", logging]),
        module("Outbox", ["CSQLite", "PollLoop", "Uplink", "Vitals"]),
        module("EventLog", ["Uplink", "Vitals", grdb]),
        module("Timeline", ["Vitals", grdb]),

        // The gateway.
        module(
            "EdgeAgent", in: "edge/Sources",
            [
                "BlueZ", "CSystemd", "DBus", "GATT", "MQTT", "Outbox", "Settings", "Telemetry", "Uplink", "Vitals", configuration, logging,
                lifecycle, signals,
            ]),
        .executableTarget(
            name: "vitalflow-edge", dependencies: ["EdgeAgent", arguments], path: "edge/Sources/vitalflow-edge", swiftSettings: strict),

        // The collector.
        module(
            "Collector", in: "collector/Sources",
            [
                "Alarms", "CXML", "Conditions", "EventLog", "GATT", "HeartRhythm", "MQTT", "Settings", "Telemetry", "Timeline", "Transfer",
                "Uplink", "Vitals", configuration, crypto, grdb, hummingbird, logging, lifecycle, signals, yams,
            ]),
        .executableTarget(
            name: "vitalflow-collector", dependencies: ["CJemalloc", "Collector", arguments], path: "collector/Sources/vitalflow-collector",
            swiftSettings: strict),

        // Tests. TestSupport holds what several of them need: processes, a broker, folders, seeded randomness.
        .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
        tests("VitalsTests", ["TestSupport", "Vitals"]),
        tests("GATTTests", ["GATT", "TestSupport", "Vitals"]),
        tests("HeartRhythmTests", ["HeartRhythm", "TestSupport"]),
        tests("ConditionsTests", ["Conditions", "HeartRhythm", "TestSupport", "Vitals"]),
        // The alarm machine, rules and channels with all that has to hold, for tests and for very many walks.
        module("AlarmModel", in: "Tests/ModelCheck", ["Alarms", "Conditions", "Vitals"]),
        .executableTarget(
            name: "modelcheck", dependencies: ["AlarmModel", "TestSupport"], path: "Tests/ModelCheck/modelcheck", swiftSettings: strict),
        tests("AlarmsTests", ["AlarmModel", "Alarms", "Conditions", "TestSupport", "Vitals"]),
        tests("UplinkTests", ["TestSupport", "Uplink", "Vitals", crypto]),
        tests("SettingsTests", ["MQTT", "Settings", "TestSupport"]),
        tests("DBusTests", ["DBus", "TestSupport"]),
        tests("MQTTTests", ["MQTT", "TestSupport"]),
        tests("TelemetryTests", ["Telemetry"]),
        tests("BlueZTests", ["BlueZ", "DBus", "GATT", "Vitals"]),
        // A simulated disk below SQLite, a network and a clock: a seed repeats what happened to them.
        .target(name: "CSimulatedDisk", dependencies: ["CSQLite"], path: "Tests/Simulation/CSimulatedDisk"),
        module("Simulation", in: "Tests/Simulation", ["CSimulatedDisk", "Outbox", "TestSupport", "Vitals"]),
        tests("OutboxTests", ["Outbox", "Simulation", "TestSupport", "Uplink", "Vitals"]),
        tests("EventLogTests", ["EventLog", "Uplink", "Vitals", grdb]),
        tests("TimelineTests", ["TestSupport", "Timeline", "Vitals", grdb]),
        tests(
            "CollectorTests",
            [
                "Alarms", "Collector", "Conditions", "EventLog", "GATT", "MQTT", "Settings", "Telemetry", "TestSupport", "Timeline",
                "Transfer",
                "Uplink", "Vitals", grdb, logging,
            ]),
        tests("EdgeAgentTests", ["BlueZ", "EdgeAgent", "GATT", "MQTT", "Settings", "TestSupport", "Vitals"]),
        tests("EndToEndTests", ["EventLog", "Outbox", "TestSupport", "Uplink", "Vitals"]),
        // Measures decoders; CAllocations counts what they ask the allocator for.
        .target(name: "CAllocations", path: "Tests/Benchmarks/CAllocations"),
        .executableTarget(
            name: "decode-benchmark", dependencies: ["CAllocations", "GATT", "TestSupport", "Vitals"],
            path: "Tests/Benchmarks/decode-benchmark",
            swiftSettings: strict),
        // Measures what delivery is made of: sealing, committing, publishing.
        .executableTarget(
            name: "delivery-benchmark",
            dependencies: ["CMosquitto", "CSQLite", "MQTT", "Outbox", "Settings", "Uplink", "Vitals", crypto],
            path: "Tests/Benchmarks/delivery-benchmark", swiftSettings: strict),
        // Measures detectors: time of a beat, a window, a sample; bytes of a person.
        .executableTarget(
            name: "detection-benchmark", dependencies: ["Alarms", "Collector", "Conditions", "HeartRhythm", "TestSupport", "Vitals", grdb],
            path: "Tests/Benchmarks/detection-benchmark",
            swiftSettings: strict),
        // Measures the timeline: bytes, queries.
        .executableTarget(
            name: "timeline-benchmark", dependencies: ["TestSupport", "Timeline", "Vitals", grdb],
            path: "Tests/Benchmarks/timeline-benchmark",
            swiftSettings: strict),
        // Makes load: a thousand gateways over the real uplink.
        .executableTarget(
            name: "load-benchmark", dependencies: ["EventLog", "MQTT", "Settings", "Uplink", "Vitals"],
            path: "Tests/Benchmarks/load-benchmark",
            swiftSettings: strict),
        .testTarget(
            name: "SimulationTests", dependencies: ["CSQLite", "Simulation", "TestSupport", "Vitals"],
            path: "Tests/Simulation/SimulationTests", swiftSettings: strict),
        .executableTarget(
            name: "disk-benchmark", dependencies: ["CSQLite", "Simulation"], path: "Tests/Simulation/disk-benchmark", swiftSettings: strict),
        .executableTarget(
            name: "simulate", dependencies: ["EventLog", "Outbox", "PollLoop", "Simulation", "TestSupport", "Uplink", "Vitals"],
            path: "Tests/Simulation/simulate", swiftSettings: strict),
        // The repository itself: names, lengths, arrows, wording.
        tests("TidyTests", []),
    ]
)

// Fuzz targets have libFuzzer's main, which `swift build --sanitize=fuzzer` links: `make fuzz` builds them.
if Context.environment["VITALFLOW_FUZZ"] != nil {
    let library: [SwiftSetting] = strict + [.unsafeFlags(["-parse-as-library"])]
    package.targets += [
        .executableTarget(name: "gatt-fuzzer", dependencies: ["GATT"], path: "Tests/Fuzz/gatt-fuzzer", swiftSettings: library),
        .executableTarget(
            name: "uplink-fuzzer", dependencies: ["Uplink", "Vitals"], path: "Tests/Fuzz/uplink-fuzzer", swiftSettings: library),
    ]
}
