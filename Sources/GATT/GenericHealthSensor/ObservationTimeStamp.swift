// When a health sensor says that it observed something: a clock's time or a counter's.

import Vitals

/// An Elapsed Time as it stands in a health observation: 9 bytes.
///
/// A time of day counts from 2000-01-01T00:00:00, in UTC or in local time; a tick counter counts from whenever the device likes. Source:
/// GATT Specification Supplement, "Elapsed Time".
package struct ObservationTimeStamp: Hashable, Sendable {
    package let flags: UInt8
    /// 48 bits, in units of the resolution.
    package let value: UInt64
    package let syncSource: UInt8
    /// Quarters of an hour from UTC to local time.
    package let offsetQuarters: Int8

    private static let sources = [
        "unknown", "network time protocol", "GPS", "radio time signal", "manual", "atomic clock", "cellular network", "not synchronized",
    ]

    /// Units in a second, by bits 2 and 3.
    private static let resolutions: [UInt64] = [1, 10, 1000, 10_000]

    private enum Flag {
        static let tickCounter: UInt8 = 1 << 0
        static let utc: UInt8 = 1 << 1
        static let offsetUsed: UInt8 = 1 << 4
        static let currentTimeline: UInt8 = 1 << 5
        static let reserved: UInt8 = 0b1100_0000
    }

    init(from cursor: inout ByteCursor, of value: Span<UInt8>) throws(DecodingError) {
        flags = try cursor.uint8(from: value)
        self.value = try cursor.uint48(from: value)
        syncSource = try cursor.uint8(from: value)
        offsetQuarters = try cursor.int8(from: value)
    }

    package var isTickCounter: Bool { flags & Flag.tickCounter != 0 }

    private var unitsInSecond: UInt64 { Self.resolutions[Int(flags >> 2 & 3)] }

    /// What a clock in UTC would show: for a local time the moment is another.
    private var shown: Timestamp { Timestamp(milliseconds: 946_684_800_000 + Int64(value / unitsInSecond) * 1000) }

    /// What the device's clock showed; `nil` for a tick counter, and beyond the year 9999. A time in UTC becomes local time where the
    /// device tells the offset.
    package var dateTime: DeviceDateTime? {
        guard !isTickCounter else { return nil }
        let isShifted = flags & Flag.utc != 0 && flags & Flag.offsetUsed != 0
        return DeviceDateTime(asUTC: isShifted ? shown + .seconds(900 * Int(offsetQuarters)) : shown)
    }

    func fields(_ prefix: String) -> [Field] {
        let seconds = Double(value) / Double(unitsInSecond)
        if isTickCounter {
            return [.text("\(prefix)time_stamp_kind", "tick counter"), .number("\(prefix)time_stamp", seconds, "s")]
                + Field.reserved("\(prefix)time_stamp_reserved_flags", flags & Flag.reserved)
        }
        var fields: [Field] = [
            .text("\(prefix)time_stamp_kind", flags & Flag.utc == 0 ? "local time" : "UTC"),
            DeviceDateTime(asUTC: shown).map { .text("\(prefix)time_stamp", "\($0)\(decimals)") }
                ?? .number("\(prefix)time_stamp", seconds, "s"),
            .text("\(prefix)time_stamp_timeline", flags & Flag.currentTimeline == 0 ? "not current" : "current"),
            .code("\(prefix)time_sync_source", syncSource, Self.sources),
        ]
        if flags & Flag.offsetUsed != 0 { fields.append(.integer("\(prefix)tz_dst_offset", Int(offsetQuarters) * 15, "min")) }
        return fields + Field.reserved("\(prefix)time_stamp_reserved_flags", flags & Flag.reserved)
    }

    /// `.125`, as many digits as the resolution has.
    private var decimals: String {
        let places = [0, 1, 3, 4][Int(flags >> 2 & 3)]
        return places == 0 ? "" : "." + (value % unitsInSecond).padded(places)
    }
}
