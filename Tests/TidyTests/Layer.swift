// The layers of VitalFlow, bottom-up. A new target gets its place here, and with it the rules that hold for the place.

/// Where a target stands, and so what it may use.
enum Layer: Int, Comparable, Sendable {
    /// The standard library only: no clock, no I/O.
    case pure
    /// The contract between gateway and collector; no clock, no I/O.
    case contract
    /// One technology each.
    case technology
    /// What the programs are made of.
    case feature
    /// Joins features; knows configuration, signals, the clock's source.
    case program
    /// `@main`.
    case executable
    case test

    private static let names: [Layer: Set<String>] = [
        .pure: ["Vitals", "GATT", "HeartRhythm", "Conditions", "Alarms"],
        .contract: ["Uplink"],
        .technology: [
            "CSystemd", "CBluetooth", "CMosquitto", "CSQLite", "CXML", "CCurl", "CJemalloc", "PollLoop", "DBus", "Settings",
            "MQTT", "Transfer", "Telemetry",
        ],
        .feature: ["BlueZ", "Outbox", "EventLog", "Timeline"],
        .program: ["EdgeAgent", "Collector"],
        .executable: ["vitalflow-edge", "vitalflow-collector"],
    ]

    /// `nil` when nobody gave the target a place.
    init?(of target: Manifest.Target) {
        if target.folder.hasPrefix("Tests/") {
            self = .test
        } else if let layer = Self.names.first(where: { $0.value.contains(target.name) })?.key {
            self = layer
        } else {
            return nil
        }
    }

    static func < (one: Self, other: Self) -> Bool { one.rawValue < other.rawValue }

    /// What a pure module or the contract may import: the whole list.
    static let imports: [String: Set<String>] = [
        "Vitals": [],
        "GATT": ["Vitals"],
        "HeartRhythm": ["Vitals"],
        "Conditions": ["Vitals", "HeartRhythm"],
        "Alarms": ["Vitals", "Conditions"],
        // SwiftProtobuf's bytes are FoundationEssentials' Data.
        "Uplink": ["Vitals", "SwiftProtobuf", "Crypto", "FoundationEssentials"],
    ]
}
