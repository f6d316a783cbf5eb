// Next DST Change Service: when daylight saving changes next.

/// A Time with DST (0x2A11): the time of the next change in local time, and the offset from then on.
///
/// Source: Next DST Change Service 1.0, §3.1; GATT Specification Supplement, "Time with DST".
package struct TimeWithDST: CharacteristicValue {
    package let time: DeviceDateTime
    package let daylightSaving: DaylightSaving

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        time = try cursor.dateTime(from: value)
        daylightSaving = DaylightSaving(code: try cursor.uint8(from: value))
        try cursor.end(of: value)
    }

    package var fields: [Field] { [.time("date_time", time), daylightSaving.field()] }
}
