// Continuous Glucose Monitoring Service: the moment from which the time offsets of a session count.

package import Vitals

/// A CGM Session Start Time (0x2AAA): date and time, time zone and daylight saving offset, maybe a checksum.
///
/// Source: Continuous Glucose Monitoring Service 1.0.2, §3.4; GATT Specification Supplement, "CGM Session Start Time".
package struct CGMSessionStartTime: CharacteristicValue {
    package let time: DeviceDateTime
    package let timeZone: TimeZoneQuarters
    package let daylightSaving: DaylightSaving

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        time = try cursor.dateTime(from: value)
        timeZone = TimeZoneQuarters(code: try cursor.int8(from: value))
        daylightSaving = DaylightSaving(code: try cursor.uint8(from: value))
        try cursor.endOrChecksum(of: value)
    }

    /// The start in UTC, where date, time zone and daylight saving offset are all known.
    package var start: Timestamp? {
        guard let local = time.asUTC, let ahead = timeZone.minutesAheadOfUTC(with: daylightSaving) else { return nil }
        return local - .seconds(60 * ahead)
    }

    package var fields: [Field] {
        [.time("session_start_time", time), timeZone.field(), daylightSaving.nameField()]
    }
}
