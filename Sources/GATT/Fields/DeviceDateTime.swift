// The date and time that a device shows, which may be partly unknown and is in no time zone.

package import Vitals

/// A Date Time (0x2A08) as it stands in measurements: local time of the device, 0 for a year, month or day that it does not know.
///
/// Fields are kept as sent: a clock that is out of order must not cost a measurement. Source: GATT Specification Supplement, "Date Time".
package struct DeviceDateTime: Hashable, Sendable {
    package let year: UInt16
    package let month: UInt8
    package let day: UInt8
    package let hour: UInt8
    package let minute: UInt8
    package let second: UInt8

    package static let byteCount = 7

    /// What a clock shows that was never set.
    package static let unknown = Self(year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0)

    package init(year: UInt16, month: UInt8, day: UInt8, hour: UInt8, minute: UInt8, second: UInt8) {
        self.year = year
        self.month = month
        self.day = day
        self.hour = hour
        self.minute = minute
        self.second = second
    }

    /// What a clock in UTC shows; `nil` outside the years 1582 to 9999.
    package init?(asUTC moment: Timestamp) {
        let parts = moment.utcParts
        guard (1582...9999).contains(parts.year) else { return nil }
        self.init(
            year: UInt16(parts.year), month: UInt8(parts.month), day: UInt8(parts.day), hour: UInt8(parts.hour),
            minute: UInt8(parts.minute), second: UInt8(parts.second))
    }

    /// The moment at which a clock in UTC shows this; `nil` when part of the date is unknown or no such time exists.
    package var asUTC: Timestamp? {
        // Years before 1582 are not allowed; the calendar was another.
        guard year >= 1582 else { return nil }
        return Timestamp(
            year: Int64(year), month: Int64(month), day: Int64(day), hour: Int64(hour), minute: Int64(minute), second: Int64(second))
    }

    /// The octets to write.
    var encoded: [UInt8] { year.littleEndianBytes + [month, day, hour, minute, second] }

    /// The date and time so many minutes later: records of glucose meters and insulin pumps hold a base time and an offset.
    ///
    /// `nil` when part of the date is unknown, no such time exists, or the sum is outside the years 1582 to 9999.
    package func adding(minutes: Int16) -> Self? {
        asUTC.flatMap { Self(asUTC: $0 + .seconds(60 * Int(minutes))) }
    }
}

extension DeviceDateTime: CustomStringConvertible {
    /// `2026-11-23T07:45:00`; unknown parts as `????-??-??`.
    package var description: String {
        func date(_ number: some BinaryInteger, _ width: Int) -> String {
            number == 0 ? String(repeating: "?", count: width) : number.padded(width)
        }
        return "\(date(year, 4))-\(date(month, 2))-\(date(day, 2))T\(hour.padded(2)):\(minute.padded(2)):\(second.padded(2))"
    }
}
