// What follows the pressure of an enhanced measurement.

import Vitals

/// A time stamp before the details of the cuff, a user facing time after them; one flag tells the epoch of both.
/// Source: GATT Specification Supplement, "Enhanced Blood Pressure Measurement".
package struct EnhancedCuffDetails: Hashable, Sendable {
    /// The device's base time: without time zone, summer time or what its user set.
    package let timeStamp: SecondsSinceEpoch?
    package let details: CuffDetails
    /// What the device's display showed.
    package let userFacingTime: SecondsSinceEpoch?
    private let reserved: ReservedRest

    private enum Flag {
        static let userFacingTime: UInt8 = 1 << 5
        static let epoch2000: UInt8 = 1 << 6
        static let reserved: UInt8 = 1 << 7
    }

    init(_ flags: UInt8, from cursor: inout ByteCursor, in value: Span<UInt8>) throws(DecodingError) {
        let isEpoch2000 = flags & Flag.epoch2000 != 0
        timeStamp =
            flags & CuffDetails.Flag.timeStamp == 0
            ? nil : SecondsSinceEpoch(seconds: try cursor.uint32(from: value), isEpoch2000: isEpoch2000)
        details = try CuffDetails(flags, from: &cursor, in: value)
        userFacingTime =
            flags & Flag.userFacingTime == 0
            ? nil : SecondsSinceEpoch(seconds: try cursor.uint32(from: value), isEpoch2000: isEpoch2000)
        reserved = try ReservedRest(flags & Flag.reserved, from: &cursor, in: value)
    }

    /// The user facing time where there is one: like a Date Time, it is what the device's display showed.
    var readingTime: Reading.Time {
        if let userFacingTime { return .device(userFacingTime.dateTime) }
        return timeStamp.map { .deviceBase($0.dateTime) } ?? .arrival
    }

    var fields: [Field] {
        var fields: [Field] = []
        if let timeStamp { fields.append(.time("time_stamp", timeStamp.dateTime)) }
        fields += details.fields
        if let userFacingTime { fields.append(.time("user_facing_time", userFacingTime.dateTime)) }
        return fields + reserved.fields
    }
}
