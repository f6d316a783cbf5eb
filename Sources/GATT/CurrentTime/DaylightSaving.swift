// Time services: what the summer adds.

/// A DST Offset: 0 standard time, 2 half an hour, 4 an hour, 8 two hours; 255 is not known, and other codes are reserved.
///
/// The code is the number of quarters of an hour. Source: GATT Specification Supplement, "DST Offset".
package struct DaylightSaving: Hashable, Sendable {
    package let code: UInt8

    package init(code: UInt8) { self.code = code }

    /// `nil` where the offset is not known or its code reserved.
    package var minutes: Int? { [0, 2, 4, 8].contains(code) ? Int(code) * 15 : nil }

    func field(_ name: String = "dst_offset") -> Field {
        if let minutes { return .integer(name, minutes, "min") }
        return Field(name, code == .max ? .missing("not known") : .unknown(UInt64(code)), unit: "min")
    }
}
