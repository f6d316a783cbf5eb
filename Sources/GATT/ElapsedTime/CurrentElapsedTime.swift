// Elapsed Time Service: a clock as a counter, and how to set it.

package import Vitals

/// A Current Elapsed Time (0x2BF2): the time, then status and capabilities of the clock.
///
/// The last two octets are there when the value is read or indicated and not when it is written. Source: Elapsed Time Service 1.0, §3.1.
package struct CurrentElapsedTime: CharacteristicValue {
    package let time: ElapsedTime
    package let clockStatus: UInt8?
    package let clockCapabilities: UInt8?

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        time = try ElapsedTime(from: value, at: &cursor)
        let isWritten = cursor.remaining(in: value) == 0
        clockStatus = isWritten ? nil : try cursor.uint8(from: value)
        clockCapabilities = isWritten ? nil : try cursor.uint8(from: value)
        try cursor.end(of: value)
    }

    /// The moment in UTC; `nil` for a tick counter, and for local time of a zone that is not told.
    package var asUTC: Timestamp? {
        guard !time.isTickCounter, time.isUTC || time.usesOffset else { return nil }
        return time.isUTC ? time.shown : time.shown - time.offset
    }

    /// The octets that set this clock to a moment, in the form in which the clock itself shows its time, as the service demands.
    ///
    /// `nil` for a tick counter, for a moment before 2000, and for one that the counter cannot hold.
    package func setting(to moment: Timestamp, offsetQuarterHours offset: Int8, source: TimeSource) -> [UInt8]? {
        guard !time.isTickCounter else { return nil }
        let local = time.isUTC ? 0 : Int64(offset) * 900_000
        let (sinceEpoch, overflow) = moment.milliseconds.subtractingReportingOverflow(ElapsedTime.epoch.milliseconds - local)
        // The bound is that of the coarsest resolution; below it the finest does not overflow.
        guard !overflow, sinceEpoch >= 0, UInt64(sinceEpoch) <= ElapsedTime.ticksMax * 1000 + 999 else { return nil }
        let count = time.resolution.ticks(milliseconds: UInt64(sinceEpoch))
        guard count <= ElapsedTime.ticksMax else { return nil }
        let form = time.flags & ~ElapsedTime.Flag.reserved | ElapsedTime.Flag.currentTimeline
        return [form] + count.littleEndianBytes.prefix(6) + [source.code, time.usesOffset ? UInt8(bitPattern: offset) : 0]
    }

    package var fields: [Field] {
        var fields: [Field] = [
            .text("time_base", time.base), .text("timeline", time.timeline), .integer("time_value", time.ticks, time.resolution.unit),
        ]
        if !time.isTickCounter {
            let shown = time.shown.description
            fields.append(.text("time", time.isUTC ? shown : String(shown.dropLast())))
        }
        fields.append(time.source.field("time_sync_source_type"))
        fields += time.offsetFields()
        if let clockStatus { fields += Field.flags("clock_status", clockStatus, ["clock needs to be set"]) }
        if let clockCapabilities {
            fields += Field.flags("clock_capabilities", clockCapabilities, ["clock applies DST rules", "clock manages time zone changes"])
        }
        return fields + Field.reserved("reserved_flags", time.flags & ElapsedTime.Flag.reserved)
    }
}
