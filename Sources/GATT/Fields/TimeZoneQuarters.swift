// How far local time is from UTC, without daylight saving.

/// A Time Zone: quarters of an hour from UTC, −48 to 56; −128 is not known, and other numbers are reserved.
///
/// Source: GATT Specification Supplement, "Time Zone".
package struct TimeZoneQuarters: Hashable, Sendable {
    package let code: Int8

    package init(code: Int8) { self.code = code }

    private static let allowed: ClosedRange<Int8> = -48...56

    /// `nil` where the zone is not known or its code reserved.
    package var minutes: Int? { Self.allowed.contains(code) ? Int(code) * 15 : nil }

    /// What local time is ahead of UTC; `nil` where zone or daylight saving is not known.
    func minutesAheadOfUTC(with daylightSaving: DaylightSaving) -> Int? {
        minutes.flatMap { zone in daylightSaving.minutes.map { zone + $0 } }
    }

    func field(_ name: String = "time_zone") -> Field {
        if let minutes { return .integer(name, minutes, "min") }
        return Field(name, code == .min ? .missing("not known") : .unknown(UInt64(UInt8(bitPattern: code))), unit: "min")
    }
}
