// Wall-clock time as all of VitalFlow stores and prints it, without a calendar library.

/// A moment of wall-clock time in whole milliseconds since 1970-01-01T00:00:00Z.
package struct Timestamp: Hashable, Sendable, Comparable {
    package let milliseconds: Int64

    package init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// The first and the last moment that RFC 3339 can write.
    package static let first = Timestamp(milliseconds: -62_135_596_800_000)
    package static let last = Timestamp(milliseconds: 253_402_300_799_999)

    package static func < (one: Self, other: Self) -> Bool { one.milliseconds < other.milliseconds }

    package static func - (later: Self, earlier: Self) -> Duration { .milliseconds(later.milliseconds - earlier.milliseconds) }

    package static func + (time: Self, duration: Duration) -> Self {
        Self(milliseconds: time.milliseconds + duration.wholeMilliseconds)
    }

    package static func - (time: Self, duration: Duration) -> Self {
        Self(milliseconds: time.milliseconds - duration.wholeMilliseconds)
    }
}

extension Duration {
    /// The duration in milliseconds, rounded toward zero.
    package var wholeMilliseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds * 1000 + attoseconds / 1_000_000_000_000_000
    }

    /// The duration in seconds, for metrics and for people.
    package var inSeconds: Double {
        let (seconds, attoseconds) = components
        return Double(seconds) + Double(attoseconds) * 1e-18
    }
}

/// How far a time can be trusted.
package enum TimeQuality: String, Hashable, Sendable, CaseIterable, Codable {
    /// The gateway's wall clock was synchronized when the value arrived.
    case synchronized
    /// Computed afterwards from a synchronized anchor of the same boot, or from how a device's wrong clock goes.
    case corrected
    /// The wall clock as it stood, not known to be right.
    case estimated
}

extension Timestamp {
    /// Year, month, day, hour, minute and second in UTC; fractions are cut off.
    package var utcParts: (year: Int64, month: Int64, day: Int64, hour: Int64, minute: Int64, second: Int64) {
        let (day, millisecondOfDay) = milliseconds.flooredQuotientAndRemainder(dividingBy: 86_400_000)
        let date = Self.civil(daysSince1970: day)
        let second = millisecondOfDay / 1000
        return (date.year, date.month, date.day, second / 3600, second / 60 % 60, second % 60)
    }

    /// A date and time of the proleptic Gregorian calendar in UTC; `nil` when there is none such.
    package init?(year: Int64, month: Int64, day: Int64, hour: Int64, minute: Int64, second: Int64) {
        guard (-9999...9999).contains(year), (1...12).contains(month), (1...31).contains(day), (0..<24).contains(hour),
            (0..<60).contains(minute), (0..<60).contains(second)
        else { return nil }
        let days = Self.daysSince1970(year: year, month: month, day: day)
        guard Self.civil(daysSince1970: days) == (year, month, day) else { return nil }
        self.init(milliseconds: (((days * 24 + hour) * 60 + minute) * 60 + second) * 1000)
    }
}

extension Timestamp: CustomStringConvertible {
    /// RFC 3339 in UTC with milliseconds: `2026-11-23T07:45:00.123Z`.
    package var description: String {
        let (year, month, day, hour, minute, second) = utcParts
        let millisecond = milliseconds.flooredQuotientAndRemainder(dividingBy: 1000).remainder
        return "\(year.padded(4))-\(month.padded(2))-\(day.padded(2))"
            + "T\(hour.padded(2)):\(minute.padded(2)):\(second.padded(2)).\(millisecond.padded(3))Z"
    }

    /// Reads RFC 3339 (§5.6) with `Z` or a numeric offset and any number of decimals; further decimals than milliseconds are cut off.
    package init?(_ text: some StringProtocol) {
        var scanner = Scanner(text.utf8)
        guard let year = scanner.number(digits: 4), scanner.skip("-"), let month = scanner.number(digits: 2), scanner.skip("-"),
            let day = scanner.number(digits: 2), scanner.skip("T") || scanner.skip("t") || scanner.skip(" "),
            let hour = scanner.number(digits: 2), scanner.skip(":"), let minute = scanner.number(digits: 2), scanner.skip(":"),
            let second = scanner.number(digits: 2), second <= 60,
            let wholeMinute = Self(year: year, month: month, day: day, hour: hour, minute: minute, second: 0)
        else { return nil }
        let fraction = scanner.skip(".") ? scanner.decimals() : 0
        guard let fraction, let offset = scanner.offset(), scanner.isAtEnd else { return nil }
        self.init(milliseconds: wholeMinute.milliseconds + (second - offset * 60) * 1000 + fraction)
    }

    // Proleptic Gregorian calendar, shifted to years that begin in March so that the leap day comes last.
    // Source: Neri & Schneider, "Euclidean affine functions and their application to calendar algorithms", 2022, §2.

    private static func civil(daysSince1970 days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let (era, dayOfEra) = (days + 719_468).flooredQuotientAndRemainder(dividingBy: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    private static func daysSince1970(year: Int64, month: Int64, day: Int64) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let (era, yearOfEra) = shifted.flooredQuotientAndRemainder(dividingBy: 400)
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}

/// Reads the fixed-width fields of RFC 3339 from UTF-8.
private struct Scanner<Bytes: Collection<UInt8>> {
    private var rest: Bytes.SubSequence

    init(_ bytes: Bytes) { rest = bytes[...] }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard rest.first == UInt8(ascii: character) else { return false }
        rest.removeFirst()
        return true
    }

    mutating func digit() -> Int64? {
        guard let byte = rest.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
        rest.removeFirst()
        return Int64(byte - UInt8(ascii: "0"))
    }

    mutating func number(digits: Int) -> Int64? {
        var value: Int64 = 0
        for _ in 0..<digits {
            guard let next = digit() else { return nil }
            value = value * 10 + next
        }
        return value
    }

    /// The decimals after the point, as milliseconds.
    mutating func decimals() -> Int64? {
        guard let first = digit() else { return nil }
        var milliseconds = first * 100
        milliseconds += (digit() ?? 0) * 10
        milliseconds += digit() ?? 0
        while digit() != nil {}
        return milliseconds
    }

    /// The offset from UTC in minutes.
    mutating func offset() -> Int64? {
        if skip("Z") || skip("z") { return 0 }
        let sign: Int64 = skip("-") ? -1 : 1
        guard sign < 0 || skip("+"), let hours = number(digits: 2), skip(":"), let minutes = number(digits: 2), hours < 24, minutes < 60
        else { return nil }
        return sign * (hours * 60 + minutes)
    }
}

extension Int64 {
    /// Rounded toward negative infinity, so that the remainder is never negative: what stands before 1970 has days and hours too.
    package func flooredQuotientAndRemainder(dividingBy divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
