// The enhanced measurements count seconds instead of naming a date.

import Vitals

/// Seconds since the start of 1900 or of 2000 on the device's clock. Source: GATT Specification Supplement, "Enhanced Blood Pressure
/// Measurement", Time Stamp and User Facing Time.
package struct SecondsSinceEpoch: Hashable, Sendable {
    package let seconds: UInt32
    package let isEpoch2000: Bool

    package init(seconds: UInt32, isEpoch2000: Bool) {
        self.seconds = seconds
        self.isEpoch2000 = isEpoch2000
    }

    /// As the device's clock shows it: up to 2036-02-07 when counted from 1900, up to 2136-02-07 when counted from 2000.
    package var dateTime: DeviceDateTime {
        let second = seconds % 86_400
        var day = seconds / 86_400
        var year: UInt16 = isEpoch2000 ? 2000 : 1900
        while day >= Self.days(in: year) {
            day -= Self.days(in: year)
            year += 1
        }
        var month: UInt8 = 1
        while day >= Self.days(in: month, of: year) {
            day -= Self.days(in: month, of: year)
            month += 1
        }
        return DeviceDateTime(
            year: year, month: month, day: UInt8(truncatingIfNeeded: day + 1), hour: UInt8(truncatingIfNeeded: second / 3600),
            minute: UInt8(truncatingIfNeeded: second / 60 % 60), second: UInt8(truncatingIfNeeded: second % 60))
    }

    private static func isLeap(_ year: UInt16) -> Bool {
        year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
    }

    private static func days(in year: UInt16) -> UInt32 { isLeap(year) ? 366 : 365 }

    private static func days(in month: UInt8, of year: UInt16) -> UInt32 {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
