// The rules of change of one person, each from the first value of its metric on.

import Vitals

struct ChangeMonitor: Hashable, Sendable, Codable {
    private struct Entry: Hashable, Sendable, Codable {
        let kind: ConditionKind
        var order = EventOrder()
        var detector = ChangeDetector()
    }

    private var entries: [Entry] = []
    private static let rules = Dictionary(grouping: ChangeRule.standard, by: \.metric)

    var present: Set<ConditionKind> { Set(entries.filter(\.detector.isPresent).map(\.kind)) }

    /// Takes a trusted value, and says what changed.
    mutating func add(_ observation: Observation, now: Timestamp?) -> PersonDetectors.Changes {
        guard let rules = Self.rules[observation.metric] else { return [] }
        var changes: PersonDetectors.Changes = []
        for rule in rules {
            let place = entries.place(where: { $0.kind == rule.kind }, orAppend: Entry(kind: rule.kind))
            guard entries[place].order.passes(observation.time, now: now),
                let transition = entries[place].detector.add(observation.value, at: observation.time, rule: rule)
            else { continue }
            changes.append((rule.kind, transition))
        }
        return changes
    }
}
