// Current Time Service: the zone of a device's clock.

/// A Local Time Information (0x2A0F): time zone and daylight saving. Source: Current Time Service 1.1, §3.2; GATT Specification
/// Supplement, "Local Time Information".
package struct LocalTimeInformation: CharacteristicValue {
    package let timeZone: TimeZoneQuarters
    package let daylightSaving: DaylightSaving

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        timeZone = TimeZoneQuarters(code: try cursor.int8(from: value))
        daylightSaving = DaylightSaving(code: try cursor.uint8(from: value))
        try cursor.end(of: value)
    }

    /// What local time is ahead of UTC; `nil` where a part is not known.
    package var minutesAheadOfUTC: Int? { timeZone.minutesAheadOfUTC(with: daylightSaving) }

    package var fields: [Field] { [timeZone.field(), daylightSaving.field()] }
}
