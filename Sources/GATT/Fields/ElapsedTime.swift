// The Elapsed Time Service and health observations tell the time in one form.

import Vitals

/// An Elapsed Time: flags, a counter of 48 bits, the source of the time, and the offset of the zone.
///
/// The counter is in units that the flags name, from 1 s down to 100 µs. It counts from 2000-01-01 00:00:00 (UTC or local, as flags say), or,
/// for a tick counter, from any start. The zone's offset is in quarters of an hour, daylight saving included.
/// Source: GATT Specification Supplement, "Elapsed Time".
package struct ElapsedTime: Hashable, Sendable {
    package let flags: UInt8
    package let ticks: UInt64
    package let source: TimeSource
    package let offsetQuarterHours: Int8

    enum Flag {
        static let tickCounter: UInt8 = 1 << 0
        static let utc: UInt8 = 1 << 1
        static let offsetUsed: UInt8 = 1 << 4
        static let currentTimeline: UInt8 = 1 << 5
        static let reserved: UInt8 = 0xC0
    }

    /// Bits 2 and 3 of the flags.
    package enum Resolution: UInt8, Hashable, Sendable, CaseIterable {
        case second, decisecond, millisecond, hundredMicroseconds

        /// UCUM.
        package var unit: String {
            switch self {
            case .second: "s"
            case .decisecond: "ds"
            case .millisecond: "ms"
            case .hundredMicroseconds: "100.us"
            }
        }

        var ticksPerSecond: UInt64 {
            switch self {
            case .second: 1
            case .decisecond: 10
            case .millisecond: 1000
            case .hundredMicroseconds: 10_000
            }
        }

        func ticks(milliseconds: UInt64) -> UInt64 {
            self == .hundredMicroseconds ? milliseconds * 10 : milliseconds / (1000 / ticksPerSecond)
        }

        /// Whole milliseconds; 48 bits of seconds fit.
        func milliseconds(ticks: UInt64) -> Int64 {
            Int64(self == .hundredMicroseconds ? ticks / 10 : ticks * (1000 / ticksPerSecond))
        }
    }

    /// 2000-01-01T00:00:00Z.
    static let epoch = Timestamp(milliseconds: 946_684_800_000)
    static let ticksMax: UInt64 = (1 << 48) - 1

    init(from value: Span<UInt8>, at cursor: inout ByteCursor) throws(DecodingError) {
        flags = try cursor.uint8(from: value)
        ticks = try cursor.uint48(from: value)
        source = TimeSource(code: try cursor.uint8(from: value))
        offsetQuarterHours = try cursor.int8(from: value)
    }

    package var isTickCounter: Bool { flags & Flag.tickCounter != 0 }
    package var isUTC: Bool { flags & Flag.utc != 0 }
    package var usesOffset: Bool { flags & Flag.offsetUsed != 0 }
    package var resolution: Resolution { Resolution(rawValue: flags >> 2 & 3) ?? .second }

    /// When a clock in UTC shows the same.
    var shown: Timestamp { Timestamp(milliseconds: Self.epoch.milliseconds + resolution.milliseconds(ticks: ticks)) }

    var base: String { isTickCounter ? "tick counter" : isUTC ? "UTC" : "local time" }
    var timeline: String { flags & Flag.currentTimeline == 0 ? "not current" : "current" }

    /// From UTC to local time.
    var offset: Duration { .seconds(900 * Int(offsetQuarterHours)) }

    /// The offset, where it is used.
    func offsetFields(_ prefix: String = "") -> [Field] {
        usesOffset ? [.integer("\(prefix)tz_dst_offset", Int(offsetQuarterHours) * 15, "min")] : []
    }
}
