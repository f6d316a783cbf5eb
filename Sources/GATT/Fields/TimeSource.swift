// Where a clock has its time from.

/// A Time Source. Codes from 8 on are reserved. Source: GATT Specification Supplement, "Time Source".
package struct TimeSource: Hashable, Sendable {
    package let code: UInt8

    package init(code: UInt8) { self.code = code }

    package static let unknown = Self(code: 0)
    package static let networkTimeProtocol = Self(code: 1)
    package static let manual = Self(code: 4)

    private static let names: [String?] = [
        "unknown", "network time protocol", "GPS", "radio time signal", "manual", "atomic clock", "cellular network", "not synchronized",
    ]

    func field(_ name: String = "time_source") -> Field { .code(name, code, Self.names) }
}
