// The two times of an enhanced measurement.

import Vitals

/// Time Stamp and User Facing Time: the first follows the pressure, the second ends the value, and one flag tells the epoch of both.
/// Source: GATT Specification Supplement, "Enhanced Blood Pressure Measurement".
struct EnhancedTimes: Hashable, Sendable {
    /// The device's base time: without time zone, summer time or what its user set.
    let timeStamp: SecondsSinceEpoch?
    /// What the device's display showed.
    let userFacingTime: SecondsSinceEpoch?

    private enum Flag {
        static let userFacingTime: UInt8 = 1 << 5
        static let epoch2000: UInt8 = 1 << 6
    }

    static let reservedFlags: UInt8 = 1 << 7

    static func timeStamp(
        _ flags: UInt8, from cursor: inout ByteCursor, in value: Span<UInt8>
    ) throws(DecodingError) -> SecondsSinceEpoch? {
        flags & CuffDetails.Flag.timeStamp == 0 ? nil : try seconds(flags, from: &cursor, in: value)
    }

    static func userFacingTime(
        _ flags: UInt8, from cursor: inout ByteCursor, in value: Span<UInt8>
    ) throws(DecodingError) -> SecondsSinceEpoch? {
        flags & Flag.userFacingTime == 0 ? nil : try seconds(flags, from: &cursor, in: value)
    }

    private static func seconds(
        _ flags: UInt8, from cursor: inout ByteCursor, in value: Span<UInt8>
    ) throws(DecodingError) -> SecondsSinceEpoch {
        SecondsSinceEpoch(seconds: try cursor.uint32(from: value), isEpoch2000: flags & Flag.epoch2000 != 0)
    }

    /// The user facing time where there is one: like a Date Time, it is what the device's display showed.
    var readingTime: Reading.Time { Reading.Time(stamped: (userFacingTime ?? timeStamp)?.dateTime) }

    func fields(around details: CuffDetails) -> [Field] {
        var fields: [Field] = []
        if let timeStamp { fields.append(.time("time_stamp", timeStamp.dateTime)) }
        fields += details.fields
        if let userFacingTime { fields.append(.time("user_facing_time", userFacingTime.dateTime)) }
        return fields
    }
}
