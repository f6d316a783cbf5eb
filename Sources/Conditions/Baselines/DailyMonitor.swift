// What only shows over days: is this week's body the one of the weeks before?

import Vitals

/// Learns what is usual of one person's heart, and says when an hour or a day is not.
struct DailyMonitor: Hashable, Sendable, Codable {
    private var hours = HourOfWeekBaseline()
    private var resting = RestingHeartRate()
    private var breathing = Mean()
    private var illness = IllnessDetector()
    private var alert = IllnessAlert.none
    private var unusual = 0
    private var isUnusual = false
    private var order = EventOrder()

    private struct Mean: Hashable, Sendable, Codable {
        var sum = 0.0
        var count = 0
        var value: Double? { count > 0 ? sum / Double(count) : nil }
    }

    /// In beats a minute: nobody's hours vary less.
    private static let floor = 3.0
    /// So many deviations, in two hours in a row: once in years of a healthy person's hours, were they normal; they are not, so it is info.
    private static let scoreMax = 6.0
    private static let hoursMin = 2

    var present: Set<ConditionKind> {
        var kinds: Set<ConditionKind> = []
        if alert != .none { kinds.insert(.illness) }
        if isUnusual { kinds.insert(.unusual) }
        return kinds
    }

    /// Breaths a minute, as a device tells them at night.
    mutating func breath(_ value: Double) {
        breathing.sum += value
        breathing.count += 1
    }

    /// Takes a trusted heart rate. `isActive`: while a person moves nothing is said of rest.
    mutating func add(_ rate: Double, _ observation: Observation, isActive: Bool, now: Timestamp?) -> PersonDetectors.Changes {
        guard order.passes(observation.time, now: now) else { return [] }
        let offset = observation.utcOffsetMinutes ?? 0
        var changes: PersonDetectors.Changes = []
        if let verdict = hours.add(rate, at: observation.time, utcOffsetMinutes: offset, floor: Self.floor) {
            if let transition = judge(verdict) { changes.append((.unusual, transition)) }
        }
        guard !isActive, let day = resting.add(rate, at: observation.time, utcOffsetMinutes: offset) else { return changes }
        let measures = DailyMeasures(
            day: Int(clamping: day.number), restingHeartRate: day.rates[.lowestHalfHour], meanHeartRate: day.mean,
            breathingRate: breathing.value)
        breathing = Mean()
        if let reading = illness.add(measures), let transition = judge(reading, at: observation.time) {
            changes.append((.illness, transition))
        }
        return changes
    }

    private mutating func judge(_ verdict: HourOfWeekBaseline.Verdict) -> Transition? {
        unusual = abs(verdict.score) > Self.scoreMax ? unusual + 1 : 0
        guard (unusual >= Self.hoursMin) != isUnusual else { return nil }
        isUnusual.toggle()
        return Transition(
            isPresent: isUnusual, since: verdict.start,
            evidence: [
                Evidence(name: Metric.heartRate.key, value: (verdict.mean * 10).rounded() / 10, unit: Metric.heartRate.unit),
                Evidence(name: Evidence.baseline, value: verdict.usual.median, unit: Metric.heartRate.unit),
                .score((verdict.score * 10).rounded() / 10), .window(.seconds(3600)),
            ])
    }

    private mutating func judge(_ reading: IllnessReading, at time: Timestamp) -> Transition? {
        let was = alert
        alert = reading.alert
        guard (alert == .none) != (was == .none) else { return nil }
        func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }
        return Transition(
            isPresent: alert != .none, since: time,
            evidence: [
                .score(rounded(reading.score)), .limit(score: rounded(reading.limit)),
                Evidence(name: "deviation_resting_heart_rate", value: rounded(reading.heartScore), unit: "1"),
                Evidence(name: Evidence.baseline, value: rounded(reading.usualHeartRate), unit: Metric.heartRate.unit),
            ])
    }
}
