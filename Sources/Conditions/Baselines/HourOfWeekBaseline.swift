// Tuesdays at four are like Tuesdays at four: what is usual depends on the hour of the week.

package import Vitals

/// What a metric's hourly mean usually is in each hour of the week, for one person, in local time.
///
/// Of each of the 168 hours the latest eight weeks are kept in tenths of the unit: 168 · 8 · 2 bytes = 2.7 KB. An hour is compared with the
/// same hour of these weeks and the hours beside it, 24 values at most.
package struct HourOfWeekBaseline: Hashable, Sendable, Codable {
    /// An hour that is over, against what is usual.
    package struct Verdict: Hashable, Sendable {
        package let start: Timestamp
        package let mean: Double
        package let usual: RobustSpread
        /// In deviations.
        package let score: Double
    }

    private struct Hour: Hashable, Sendable, Codable {
        let number: Int64
        var sum = 0.0
        var count = 0
    }

    /// Means in tenths, newest last, by the hour of the week; an hour that never was has none.
    private var weeks: [PackedArray<UInt16>] = []
    private var current: Hour?

    private static let hours = 168
    private static let weeksMax = 8
    /// Three weeks of an hour and its neighbours: with fewer nothing is usual.
    private static let valuesMin = 9
    /// An hour with fewer values is no hour.
    private static let countMin = 20

    package init() {}

    /// Takes a trusted value; when it begins another hour, says how usual the one before was. `floor`: the least deviation, in the unit.
    package mutating func add(_ value: Double, at time: Timestamp, utcOffsetMinutes: Int, floor: Double) -> Verdict? {
        let local = time.milliseconds.addingReportingOverflow(Int64(utcOffsetMinutes) * 60_000)
        guard !local.overflow else { return nil }
        let number = local.partialValue.flooredQuotientAndRemainder(dividingBy: 3_600_000).quotient
        var verdict: Verdict?
        if let hour = current, hour.number != number {
            // A clock that went back begins nothing: the hour is over once.
            guard number > hour.number else { return nil }
            verdict = end(hour, floor: floor, offset: utcOffsetMinutes)
            current = nil
        }
        var hour = current ?? Hour(number: number)
        hour.sum += value
        hour.count += 1
        current = hour
        return verdict
    }

    private mutating func end(_ hour: Hour, floor: Double, offset: Int) -> Verdict? {
        guard hour.count >= Self.countMin else { return nil }
        let mean = hour.sum / Double(hour.count)
        let place = Int(hour.number.flooredQuotientAndRemainder(dividingBy: Int64(Self.hours)).remainder)
        let known = values(around: place)
        if weeks.isEmpty { weeks = Array(repeating: PackedArray(), count: Self.hours) }
        if weeks[place].values.count >= Self.weeksMax { weeks[place].values.removeFirst() }
        weeks[place].values.append(UInt16(min(max(mean * 10, 0), 65_535).rounded()))
        guard known.count >= Self.valuesMin, let usual = RobustSpread(of: known) else { return nil }
        let start = hour.number * 3_600_000 - Int64(offset) * 60_000
        return Verdict(start: Timestamp(milliseconds: start), mean: mean, usual: usual, score: usual.score(mean, floor: floor))
    }

    private func values(around place: Int) -> [Double] {
        guard weeks.count == Self.hours else { return [] }
        return (-1...1).flatMap { weeks[(place + $0 + Self.hours) % Self.hours].values }.map { Double($0) / 10 }
    }
}
