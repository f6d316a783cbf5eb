// Bodies and their instruments follow the sun: what is usual at 15:00 is an anomaly at 03:00.

/// The usual value at each time of day, learnt from the series' own timestamps in 288 slots of five minutes.
///
/// The expectation is the weighted mean of five neighbouring slots (1 2 3 2 1, slots seen on few days count less). A slot remembers about
/// ten days, and one value moves it by at most eight mean deviations. The time of day is that of the timestamps: give local time if days
/// should follow it.
struct DailyProfile: Hashable, Sendable, Codable {
    private var means = [Double](repeating: 0, count: slots)
    private var visits = [UInt8](repeating: 0, count: slots)
    /// Mean absolute difference of the latest values from the profile, about 1000 samples.
    private var spread = 0.0

    static let slots = 288
    static let slotSeconds = 300.0
    private static let halfWidth = 2
    /// Visits from which on a slot's memory is full.
    private static let visitsMax: UInt8 = 10
    private static let spreadRate = 0.001
    private static let spreadsMax = 8.0

    /// The slot of a time in seconds since midnight of any day.
    static func slot(at seconds: Double) -> Int {
        let ofDay = seconds - (seconds / 86_400).rounded(.down) * 86_400
        return min(max(Int(ofDay / slotSeconds), 0), slots - 1)
    }

    /// The usual value here, or nil where no day has been seen.
    func expected(slot: Int) -> Double? {
        var weights = 0.0
        var sum = 0.0
        for offset in -Self.halfWidth...Self.halfWidth {
            let index = (slot + offset + Self.slots) % Self.slots
            let weight = Double(Self.halfWidth + 1 - abs(offset)) * Double(visits[index])
            weights += weight
            sum += weight * means[index]
        }
        return weights > 0 ? sum / weights : nil
    }

    /// Learns a value; `residual` is its difference from the expectation, `interval` the usual seconds between samples, `firstShare` 1/(n
    /// + 1).
    mutating func learn(_ value: Double, slot: Int, residual: Double, interval: Double, firstShare: Double) {
        let samplesPerVisitInverse = interval > 0 && interval < Self.slotSeconds ? interval / Self.slotSeconds : 1
        let seen = visits[slot]
        let full = 1 / Double(Self.visitsMax) * samplesPerVisitInverse
        // The first visits are averaged; a full slot forgets by the day, however dense its samples.
        let rate = seen < Self.visitsMax ? max(1 / (Double(seen) + 1), full) : full
        var difference = value - means[slot]
        if spread > 0, seen > 0 {
            difference = min(max(difference, -Self.spreadsMax * spread), Self.spreadsMax * spread)
        }
        means[slot] += rate * difference
        if seen < Self.visitsMax { visits[slot] = seen + 1 }
        spread += max(firstShare, Self.spreadRate) * (abs(residual) - spread)
    }
}
