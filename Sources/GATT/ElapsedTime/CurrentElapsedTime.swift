// Elapsed Time Service: a clock as a counter, and how to set it.

package import Vitals

/// A Current Elapsed Time (0x2BF2): flags, a counter of 48 bits, the source of the time, the offset of the zone, and the clock's state.
///
/// The counter is in units that the flags name, from 1 s down to 100 µs. It counts from 2000-01-01 00:00:00 (UTC or local, as flags say), or,
/// for a tick counter, from any start. The zone's offset is in quarters of an hour, daylight saving included. The last two octets, status and
/// capabilities of the clock, are there when the value is read or indicated and not when it is written.
/// Source: Elapsed Time Service 1.0, §3.1; GATT Specification Supplement, "Elapsed Time".
package struct CurrentElapsedTime: CharacteristicValue {
    package let flags: UInt8
    package let ticks: UInt64
    package let source: TimeSource
    package let offsetQuarterHours: Int8
    package let clockStatus: UInt8?
    package let clockCapabilities: UInt8?

    private enum Flag {
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

        func ticks(milliseconds: UInt64) -> UInt64 {
            switch self {
            case .second: milliseconds / 1000
            case .decisecond: milliseconds / 100
            case .millisecond: milliseconds
            case .hundredMicroseconds: milliseconds * 10
            }
        }

        /// Whole milliseconds; 48 bits of seconds fit.
        func milliseconds(ticks: UInt64) -> Int64 {
            switch self {
            case .second: Int64(ticks) * 1000
            case .decisecond: Int64(ticks) * 100
            case .millisecond: Int64(ticks)
            case .hundredMicroseconds: Int64(ticks) / 10
            }
        }
    }

    /// 2000-01-01T00:00:00Z.
    private static let epoch = Timestamp(milliseconds: 946_684_800_000)
    private static let ticksMax: UInt64 = (1 << 48) - 1

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        flags = try cursor.uint8(from: value)
        ticks = try cursor.uint48(from: value)
        source = TimeSource(code: try cursor.uint8(from: value))
        offsetQuarterHours = try cursor.int8(from: value)
        let isWritten = cursor.remaining(in: value) == 0
        clockStatus = isWritten ? nil : try cursor.uint8(from: value)
        clockCapabilities = isWritten ? nil : try cursor.uint8(from: value)
        try cursor.end(of: value)
    }

    package var isTickCounter: Bool { flags & Flag.tickCounter != 0 }
    package var isUTC: Bool { flags & Flag.utc != 0 }
    package var usesOffset: Bool { flags & Flag.offsetUsed != 0 }

    package var resolution: Resolution {
        switch flags >> 2 & 3 {
        case 0: .second
        case 1: .decisecond
        case 2: .millisecond
        default: .hundredMicroseconds
        }
    }

    /// The moment in UTC; `nil` for a tick counter, and for local time of a zone that is not told.
    package var asUTC: Timestamp? {
        guard !isTickCounter, isUTC || usesOffset else { return nil }
        let shown = Self.epoch.milliseconds + resolution.milliseconds(ticks: ticks)
        return Timestamp(milliseconds: isUTC ? shown : shown - Int64(offsetQuarterHours) * 900_000)
    }

    /// The octets that set this clock to a moment, in the form in which the clock itself shows its time, as the service demands.
    ///
    /// `nil` for a tick counter, for a moment before 2000, and for one that the counter cannot hold.
    package func setting(to moment: Timestamp, offsetQuarterHours offset: Int8, source: TimeSource) -> [UInt8]? {
        guard !isTickCounter else { return nil }
        let local = isUTC ? 0 : Int64(offset) * 900_000
        let (sinceEpoch, overflow) = moment.milliseconds.subtractingReportingOverflow(Self.epoch.milliseconds - local)
        // The bound is that of the coarsest resolution; below it the finest does not overflow.
        guard !overflow, sinceEpoch >= 0, UInt64(sinceEpoch) <= Self.ticksMax * 1000 + 999 else { return nil }
        let count = resolution.ticks(milliseconds: UInt64(sinceEpoch))
        guard count <= Self.ticksMax else { return nil }
        let form = flags & ~Flag.reserved | Flag.currentTimeline
        return [form] + count.littleEndianBytes.prefix(6) + [source.code, usesOffset ? UInt8(bitPattern: offset) : 0]
    }

    package var fields: [Field] {
        var fields: [Field] = [
            .text("time_base", isTickCounter ? "tick counter" : isUTC ? "UTC" : "local time"),
            .text("timeline", flags & Flag.currentTimeline == 0 ? "not current" : "current"),
            .integer("time_value", ticks, resolution.unit),
        ]
        if !isTickCounter {
            let shown = Timestamp(milliseconds: Self.epoch.milliseconds + resolution.milliseconds(ticks: ticks)).description
            fields.append(.text("time", isUTC ? shown : String(shown.dropLast())))
        }
        fields.append(source.field("time_sync_source_type"))
        if usesOffset { fields.append(.integer("tz_dst_offset", Int(offsetQuarterHours) * 15, "min")) }
        if let clockStatus { fields += Field.flags("clock_status", clockStatus, ["clock needs to be set"]) }
        if let clockCapabilities {
            fields += Field.flags("clock_capabilities", clockCapabilities, ["clock applies DST rules", "clock manages time zone changes"])
        }
        return fields + Field.reserved("reserved_flags", flags & Flag.reserved)
    }
}
