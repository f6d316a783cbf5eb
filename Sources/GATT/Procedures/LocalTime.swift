// The right time, as it is given to devices that keep clocks of their own.

package import Vitals

/// A moment, and how clocks at the device's place show it.
package struct LocalTime: Hashable, Sendable {
    package let moment: Timestamp
    package let timeZone: TimeZoneQuarters
    package let daylightSaving: DaylightSaving

    package init(moment: Timestamp, timeZone: TimeZoneQuarters, daylightSaving: DaylightSaving) {
        self.moment = moment
        self.timeZone = timeZone
        self.daylightSaving = daylightSaving
    }

    package var knowsPlace: Bool { timeZone.minutes != nil && daylightSaving.minutes != nil }

    /// From UTC to local time; what is not known counts as nothing.
    package var offset: Duration { .seconds(60 * ((timeZone.minutes ?? 0) + (daylightSaving.minutes ?? 0))) }

    /// What a clock shows; all zeros, that is unknown, outside the years 1582 to 9999.
    package var dateTime: DeviceDateTime {
        DeviceDateTime(asUTC: moment + offset) ?? .unknown
    }
}
