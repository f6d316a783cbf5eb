// Device Time Service: which time a device's counts of seconds amount to.

import Vitals

/// This relies on Base_Time being UTC where the status says so, and on local time being Base_Time, time zone and daylight saving together in
/// any case, of which an unknown one counts as nothing. Source: Device Time Service 1.0, §3.3.
extension DeviceTime {
    package func has(_ bit: UInt16) -> Bool { status & bit != 0 }

    private var base: LocalTime {
        let fractions = Duration.milliseconds(Int64(secondFractions ?? 0) * 1000 / 65_536)
        return LocalTime(moment: epoch.moment(seconds: baseTime) + fractions, timeZone: timeZone, daylightSaving: daylightSaving)
    }

    /// The time that the device shows its user: the one that the user set, else local time. None with a time fault.
    package var clock: DeviceDateTime? {
        guard !has(StatusBit.timeFault) else { return nil }
        return userTime.map { DeviceDateTime(asUTC: epoch.moment(seconds: $0)) } ?? base.dateTime
    }

    package var baseClock: DeviceDateTime? { has(StatusBit.timeFault) ? nil : DeviceDateTime(asUTC: base.moment) }

    /// How far the device's local time is ahead of the right one; `nil` with a time fault.
    ///
    /// A clock that is aligned with UTC and does not know its place is right at every place.
    package func offset(from right: LocalTime) -> Duration? {
        guard !has(StatusBit.timeFault) else { return nil }
        let comparesUTC = has(StatusBit.utcAligned) && !(base.knowsPlace && right.knowsPlace)
        return base.moment - right.moment + (comparesUTC ? .zero : base.offset - right.offset)
    }
}
