// What is usual for a person is what the last weeks were, without the last days: an illness must not become its own yardstick.

/// The last values of one daily measure, and what they say is usual.
package struct DailyBaseline: Hashable, Sendable, Codable {
    /// Values that a baseline is taken from: four weeks of days that were measured.
    package static let valuesMax = 28
    /// With fewer the person is not known yet.
    package static let valuesMin = 7
    /// Days before today that are left out: a beginning illness.
    package static let guardDays = 2
    /// Older values tell of another season.
    package static let ageDaysMax = 60

    private var days: [Int32] = []
    private var values: [Double] = []

    package init() {}

    /// What was usual before a day; nil as long as too little is known.
    package func usual(before day: Int) -> RobustSpread? {
        var past: [Double] = []
        past.reserveCapacity(Self.valuesMax)
        var index = days.count - 1
        while index >= 0, past.count < Self.valuesMax {
            let age = day - Int(days[index])
            if age > Self.ageDaysMax { break }
            if age > Self.guardDays { past.append(values[index]) }
            index -= 1
        }
        return past.count < Self.valuesMin ? nil : RobustSpread(of: past)
    }

    /// Keeps the value of a day later than those before.
    package mutating func add(_ value: Double, day: Int) {
        // 28 values and those of today and the guarded days: the oldest can no longer be asked for.
        if days.count >= Self.valuesMax + Self.guardDays + 1, !days.isEmpty {
            days.removeFirst()
            values.removeFirst()
        }
        days.append(Int32(clamping: day))
        values.append(value)
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        days = try container.decode([Int32].self, forKey: .days)
        values = try container.decode([Double].self, forKey: .values)
        guard days.count == values.count, values.allSatisfy(\.isFinite) else {
            throw DecodingError.dataCorruptedError(forKey: .values, in: container, debugDescription: "a value and its day belong together")
        }
    }
}
