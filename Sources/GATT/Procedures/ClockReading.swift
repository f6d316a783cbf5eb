// The time that a device shows, as far as setting its clock needs it.

import Vitals

/// Local time with the day of the week and fractions of a second.
package struct ClockReading: Hashable, Sendable {
    package let time: DeviceDateTime
    /// 1 Monday to 7 Sunday, 0 not known.
    package let dayOfWeek: UInt8
    /// 1/256 s.
    package let fractions256: UInt8

    package init(time: DeviceDateTime, dayOfWeek: UInt8, fractions256: UInt8) {
        self.time = time
        self.dayOfWeek = dayOfWeek
        self.fractions256 = fractions256
    }

    /// Since 1970-01-01T00:00:00 on the same clock; `nil` when the clock is not set.
    private var sinceEpoch: Duration? {
        time.asUTC.map { .milliseconds($0.milliseconds) + .seconds(1) * Int(fractions256) / 256 }
    }

    /// How far this clock is ahead of another that shows the time of the same place; `nil` when one of them is not set.
    package func offset(from other: Self) -> Duration? {
        guard let here = sinceEpoch, let there = other.sinceEpoch else { return nil }
        return here - there
    }
}

/// Where a device keeps its clock.
package enum ClockCharacteristic: Hashable, Sendable {
    /// Current Time (0x2A2B): date, time, day of the week, fractions, adjust reason. Source: Current Time Service 1.1, §3.1.
    case currentTime
    /// Date Time (0x2A08): date and time in whole seconds. Source: GATT Specification Supplement, "Date Time".
    case dateTime

    /// `nil` for a value of another length.
    func reading(_ value: [UInt8]) -> ClockReading? {
        let span = value.span
        var cursor = ByteCursor()
        guard let time = try? cursor.dateTime(from: span) else { return nil }
        switch self {
        case .dateTime: return value.count == 7 ? ClockReading(time: time, dayOfWeek: 0, fractions256: 0) : nil
        case .currentTime: return value.count == 10 ? ClockReading(time: time, dayOfWeek: value[7], fractions256: value[8]) : nil
        }
    }

    func bytes(_ reading: ClockReading, adjustReason: UInt8) -> [UInt8] {
        let time = reading.time
        let date = [
            UInt8(truncatingIfNeeded: time.year), UInt8(truncatingIfNeeded: time.year >> 8), time.month, time.day, time.hour, time.minute,
            time.second,
        ]
        return self == .dateTime ? date : date + [reading.dayOfWeek, reading.fractions256, adjustReason]
    }
}
