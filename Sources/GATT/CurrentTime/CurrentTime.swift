// Current Time Service: what a device's clock shows, and how to set it.

import Vitals

/// A Current Time (0x2A2B): date and time, day of the week, 256ths of a second, and why the clock was last changed.
///
/// Local time of the device; unknown parts of the date are kept. Days of the week are 1 (Monday) to 7, 0 if not known.
/// A device that lets its clock be set takes the same ten octets. Source: Current Time Service 1.1, §3.1; GATT Specification Supplement,
/// "Current Time", "Exact Time 256" and "Day of Week".
package struct CurrentTime: CharacteristicValue {
    /// Why a clock was changed. The rest of the bits are reserved.
    package enum Adjustment {
        package static let manual: UInt8 = 1 << 0
        package static let externalReference: UInt8 = 1 << 1
        package static let timeZone: UInt8 = 1 << 2
        package static let daylightSaving: UInt8 = 1 << 3
    }

    package let time: DeviceDateTime
    package let dayOfWeek: UInt8
    /// 1/256 s.
    package let fractions256: UInt8
    package let adjustReason: UInt8

    /// What to set a clock to. The day of the week follows from the date, and is not known where no such date exists.
    package init(time: DeviceDateTime, fractions256: UInt8 = 0, adjustReason: UInt8) {
        self.time = time
        self.fractions256 = fractions256
        self.adjustReason = adjustReason
        dayOfWeek = Self.dayOfWeek(of: time)
    }

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        time = try cursor.dateTime(from: value)
        dayOfWeek = try cursor.uint8(from: value)
        fractions256 = try cursor.uint8(from: value)
        adjustReason = try cursor.uint8(from: value)
        try cursor.end(of: value)
    }

    /// The octets to write.
    package var encoded: [UInt8] { time.encoded + [dayOfWeek, fractions256, adjustReason] }

    private static func dayOfWeek(of time: DeviceDateTime) -> UInt8 {
        guard let moment = time.asUTC else { return 0 }
        // 1970-01-01 was a Thursday, the fourth day.
        let days = moment.milliseconds.flooredQuotientAndRemainder(dividingBy: 86_400_000).quotient + 3
        return UInt8(days.flooredQuotientAndRemainder(dividingBy: 7).remainder + 1)
    }

    private static let days: [String?] = [
        "unknown", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    ]
    private static let reasons: [String?] = [
        "manual time update", "external reference time update", "change of time zone", "change of DST",
    ]

    package var clock: DeviceDateTime? { time }

    package var fields: [Field] {
        [
            .time("current_time", time), .code("day_of_week", dayOfWeek, Self.days),
            .number("fractions256", Double(fractions256) / 256, "s"),
        ] + Field.flags("adjust_reason", adjustReason, Self.reasons)
    }
}
