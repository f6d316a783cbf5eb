// When a health sensor says that it observed something: a clock's time or a counter's.

import Vitals

extension ElapsedTime {
    /// What the device's clock showed; `nil` for a tick counter, and beyond the year 9999. A time in UTC becomes local time where the
    /// device tells the offset.
    var dateTime: DeviceDateTime? {
        guard !isTickCounter else { return nil }
        return DeviceDateTime(asUTC: isUTC && usesOffset ? shown + offset : shown)
    }

    func fields(_ prefix: String) -> [Field] {
        let kind = Field.text("\(prefix)time_stamp_kind", base)
        let seconds = Field.number("\(prefix)time_stamp", Double(ticks) / Double(resolution.ticksPerSecond), "s")
        let reserved = Field.reserved("\(prefix)time_stamp_reserved_flags", flags & Flag.reserved)
        if isTickCounter { return [kind, seconds] + reserved }
        return [
            kind, DeviceDateTime(asUTC: shown).map { .text("\(prefix)time_stamp", "\($0)\(decimals)") } ?? seconds,
            .text("\(prefix)time_stamp_timeline", timeline), source.field("\(prefix)time_sync_source"),
        ] + offsetFields(prefix) + reserved
    }

    /// `.125`: as many digits as the number of ticks in a second has zeros.
    private var decimals: String {
        let ticksPerSecond = resolution.ticksPerSecond
        return ticksPerSecond == 1 ? "" : "." + (ticks % ticksPerSecond).padded(String(ticksPerSecond).count - 1)
    }
}
