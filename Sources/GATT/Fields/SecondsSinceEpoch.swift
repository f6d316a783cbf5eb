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
        let start = Timestamp(milliseconds: isEpoch2000 ? 946_684_800_000 : -2_208_988_800_000)
        // There is always one: the years are within the calendar's.
        return DeviceDateTime(asUTC: start + .seconds(Int64(seconds))) ?? .unknown
    }
}
