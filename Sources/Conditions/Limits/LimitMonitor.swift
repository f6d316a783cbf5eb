// A person has a dozen limits at most that ever matter: those of the metrics that came.

import Vitals

/// The limit detectors of one person; each exists from the first value of its metric on.
struct LimitMonitor: Hashable, Sendable, Codable {
    private struct Entry: Hashable, Sendable, Codable {
        /// The place in `LimitRule.standard` by name, so that a stored state survives another order of rules.
        let kind: ConditionKind
        let metric: String
        var order = EventOrder()
        var detector = LimitDetector()
    }

    /// In the order in which they came.
    private var entries: [Entry] = []

    var present: Set<ConditionKind> { Set(entries.filter(\.detector.isPresent).map(\.kind)) }

    /// Takes a trusted value, and says what changed.
    mutating func add(_ observation: Observation, now: Timestamp?, limits: MonitorLimits) -> PersonDetectors.Changes {
        guard let rules = LimitRule.byMetric[observation.metric] else { return [] }
        var changes: PersonDetectors.Changes = []
        for rule in rules {
            let place = entries.place(
                where: { $0.kind == rule.kind && $0.metric == rule.metric.key }, orAppend: Entry(kind: rule.kind, metric: rule.metric.key))
            guard entries[place].order.passes(observation.time, now: now),
                let transition = entries[place].detector.add(
                    observation.value, of: rule.metric, at: observation.time, limits.thresholds(of: rule))
            else { continue }
            // Glucose is low as long as the sensor or the finger says so.
            let other = entries.contains { $0.kind == rule.kind && $0.metric != rule.metric.key && $0.detector.isPresent }
            if !other { changes.append((rule.kind, transition)) }
        }
        return changes
    }
}
