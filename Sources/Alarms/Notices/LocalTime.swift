// Quiet hours and duties are by the clock on the wall; what that shows depends on a time zone's rules, which only a program knows.

package import Vitals

/// A moment as clocks on the wall show it.
package struct LocalTime: Hashable, Sendable {
    /// Monday is 0.
    package let weekday: Int
    package let minuteOfDay: Int

    /// `utcOffset`: of the time zone at that moment.
    package init(_ time: Timestamp, utcOffset: Duration) {
        let (day, rest) = (time + utcOffset).milliseconds.flooredQuotientAndRemainder(dividingBy: 86_400_000)
        // 1970-01-01 was a Thursday.
        weekday = Int((day + 3).flooredQuotientAndRemainder(dividingBy: 7).remainder)
        minuteOfDay = Int(rest / 60_000)
    }
}

extension Int64 {
    fileprivate func flooredQuotientAndRemainder(dividingBy divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}

/// A stretch of the day, on some days of the week; `22:00-07:00` goes over midnight and belongs to the day on which it begins.
package struct DaySpan: Hashable, Sendable {
    /// Monday is 0; empty: every day.
    package let weekdays: Set<Int>
    package let from: Int
    package let to: Int

    package init(weekdays: Set<Int> = [], from: Int, to: Int) { (self.weekdays, self.from, self.to) = (weekdays, from, to) }

    package func contains(_ time: LocalTime) -> Bool {
        func isOn(_ weekday: Int) -> Bool { weekdays.isEmpty || weekdays.contains(weekday) }
        if from < to { return isOn(time.weekday) && (from..<to).contains(time.minuteOfDay) }
        if time.minuteOfDay >= from { return isOn(time.weekday) }
        return time.minuteOfDay < to && isOn((time.weekday + 6) % 7)
    }
}
