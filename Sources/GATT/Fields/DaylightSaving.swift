// What the summer adds.

/// A DST Offset: 0 standard time, 2 half an hour, 4 an hour, 8 two hours; 255 is not known, and other codes are reserved.
///
/// The code is the number of quarters of an hour. Source: GATT Specification Supplement, "DST Offset".
package struct DaylightSaving: Hashable, Sendable {
    package let code: UInt8

    package init(code: UInt8) { self.code = code }

    /// `nil` where the offset is not known or its code reserved.
    package var minutes: Int? { [0, 2, 4, 8].contains(code) ? Int(code) * 15 : nil }

    private static let names = [
        "standard time", nil, "half an hour daylight time (+0.5 h)", nil, "daylight time (+1 h)", nil, nil, nil,
        "double daylight time (+2 h)",
    ]

    /// Time services tell the minutes.
    func field(_ name: String = "dst_offset") -> Field {
        if let minutes { return .integer(name, minutes, "min") }
        return Field(name, code == .max ? .missing("not known") : .unknown(UInt64(code)), unit: "min")
    }

    /// Glucose sensors and insulin pumps name the code in the words of the specification.
    func nameField() -> Field {
        code == .max ? Field("dst_offset", .missing("not known")) : .code("dst_offset", code, Self.names)
    }
}
