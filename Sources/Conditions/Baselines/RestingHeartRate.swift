// "Resting heart rate" means something else in every device; whoever compares two has to know which.

package import Vitals

/// The resting heart rate of a day, by the definitions in use, from the means of its five minutes.
package struct RestingHeartRate: Hashable, Sendable, Codable {
    /// Which definition.
    package enum Definition: String, Hashable, Sendable, CaseIterable {
        /// The lowest mean of 30 consecutive minutes (in the spirit of Quer et al., PLoS ONE 15:e0227709, 2020).
        case lowestHalfHour = "lowest_half_hour"
        /// The mean from midnight to seven (NightSignal: Alavi et al., Nat Med 28:175, 2022).
        case night
        /// The mean of the lowest twentieth of the day (Speed et al., npj Digit Med 6:84, 2023, compare such percentiles).
        case lowestTwentieth = "lowest_twentieth"
    }

    /// Beats a minute in tenths, by the five minutes of the local day; 0 where nothing was measured. 288 · 2 bytes.
    private var means = PackedArray<UInt16>()
    private var day: Int64?
    private var slot = -1
    private var sum = 0.0
    private var count = 0

    private static let slotMilliseconds: Int64 = 300_000
    private static let slots = 288
    private static let halfHour = 6
    private static let nightEnd = 84
    /// Of half an hour twenty minutes must be there, of a night an hour, of a day six.
    private static let halfHourMin = 4
    private static let nightMin = 12
    private static let dayMin = 72

    package init() {}

    /// A day that is over.
    package struct Day: Hashable, Sendable {
        /// Days since 1970, local.
        package let number: Int64
        /// In beats a minute, by definition; a definition without enough minutes has none.
        package let rates: [Definition: Double]
        /// The mean of the day, if there is enough of it.
        package let mean: Double?
    }

    /// Takes a trusted heart rate while the person does not move; says how the day before was when the next begins.
    package mutating func add(_ rate: Double, at time: Timestamp, utcOffsetMinutes: Int) -> Day? {
        let local = time.milliseconds.addingReportingOverflow(Int64(utcOffsetMinutes) * 60_000)
        guard !local.overflow, rate > 0, rate < 1000 else { return nil }
        let (number, rest) = local.partialValue.flooredQuotientAndRemainder(dividingBy: 86_400_000)
        var over: Day?
        if let day, day != number {
            // A clock that went back opens no day again.
            guard number > day else { return nil }
            flush()
            over = summary(of: day)
            means.values = []
            slot = -1
        }
        day = number
        let place = Int(rest / Self.slotMilliseconds)
        if place != slot {
            flush()
            slot = place
        }
        sum += rate
        count += 1
        return over
    }

    private mutating func flush() {
        defer { (sum, count) = (0, 0) }
        guard count > 0, slot >= 0, slot < Self.slots else { return }
        if means.values.isEmpty { means.values = Array(repeating: 0, count: Self.slots) }
        if means.values.count == Self.slots { means.values[slot] = UInt16((sum / Double(count) * 10).rounded()) }
    }

    private func summary(of day: Int64) -> Day {
        guard means.values.count == Self.slots else { return Day(number: day, rates: [:], mean: nil) }
        var rates: [Definition: Double] = [:]
        let known = means.values.filter { $0 > 0 }.map { Double($0) / 10 }
        let night = means.values[..<Self.nightEnd].filter { $0 > 0 }.map { Double($0) / 10 }
        if night.count >= Self.nightMin { rates[.night] = night.reduce(0, +) / Double(night.count) }
        if known.count >= Self.dayMin {
            let lowest = known.sorted().prefix(known.count / 20)
            rates[.lowestTwentieth] = lowest.reduce(0, +) / Double(lowest.count)
        }
        rates[.lowestHalfHour] = lowestHalfHour
        return Day(number: day, rates: rates, mean: known.count >= Self.dayMin ? known.reduce(0, +) / Double(known.count) : nil)
    }

    private var lowestHalfHour: Double? {
        var lowest: Double?
        var (sum, count) = (0, 0)
        for place in means.values.indices {
            if means.values[place] > 0 { (sum, count) = (sum + Int(means.values[place]), count + 1) }
            if place >= Self.halfHour, means.values[place - Self.halfHour] > 0 {
                (sum, count) = (sum - Int(means.values[place - Self.halfHour]), count - 1)
            }
            guard place >= Self.halfHour - 1, count >= Self.halfHourMin else { continue }
            let mean = Double(sum) / Double(count) / 10
            lowest = min(lowest ?? mean, mean)
        }
        return lowest
    }
}
