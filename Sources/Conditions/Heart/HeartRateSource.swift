// Straps report a heart rate, intervals, or both. The reported one is preferred: the device has seen more than its intervals.

import Vitals

/// Yields the heart rates that a limit may be judged by.
struct HeartRateSource: Hashable, Sendable, Codable {
    private var rateOrder = EventOrder()
    private var beatOrder = EventOrder()
    private var pulseOrder = EventOrder()
    /// The latest plausible intervals in milliseconds, oldest first.
    private var intervals: [Double] = []

    /// Eight beats, about as many as straps average over: one early beat does not make a heart rate.
    private static let intervalCount = 8
    /// Intervals stand in when no heart rate was reported for this long; a silence of this length also makes old intervals worthless.
    private static let absentAfter = Duration.seconds(10)

    /// A reported heart rate in beats a minute, if it can be trusted.
    mutating func heartRate(_ observation: Observation, now: Timestamp?) -> Double? {
        guard observation.isTrusted, rateOrder.passes(observation.time, now: now) else { return nil }
        return observation.value
    }

    /// A pulse rate of an oximeter or a cuff, if no strap tells a heart rate.
    mutating func pulse(_ observation: Observation, now: Timestamp?) -> Double? {
        guard observation.isTrusted, pulseOrder.passes(observation.time, now: now) else { return nil }
        func isNear(_ other: Timestamp?) -> Bool { other.map { observation.time.elapsed(since: $0) <= Self.absentAfter } ?? false }
        return isNear(rateOrder.newest) || isNear(beatOrder.newest) ? nil : observation.value
    }

    /// The mean heart rate of the latest intervals, if there are enough of them and no reported heart rate.
    mutating func beat(_ observation: Observation, now: Timestamp?) -> Double? {
        guard observation.isTrusted else { return nil }
        let before = beatOrder.newest
        guard beatOrder.passes(observation.time, now: now) else { return nil }
        if let before, observation.time < before || observation.time.elapsed(since: before) > Self.absentAfter { intervals = [] }
        if intervals.count >= Self.intervalCount { intervals.removeFirst() }
        intervals.append(observation.value)
        guard intervals.count >= Self.intervalCount else { return nil }
        if let reported = rateOrder.newest, observation.time.elapsed(since: reported) <= Self.absentAfter { return nil }
        return 60_000 * Double(intervals.count) / intervals.reduce(0, +)
    }
}
