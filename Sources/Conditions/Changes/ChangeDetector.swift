// A change is judged against the extreme of the span, not against the value before: water comes in small steps.

package import Vitals

/// Says when a value has moved too far within a span, and when it has come back.
package struct ChangeDetector: Hashable, Sendable, Codable {
    private struct Point: Hashable, Sendable, Codable {
        let time: Timestamp
        let value: Double
    }

    package private(set) var isPresent = false
    /// The extremes of the span, oldest first: each lies further from the condition than those after it.
    private var extremes: [Point] = []
    /// What the present condition was measured from.
    private var base: Double?

    /// Extremes of a span; more than anybody's weighings. The oldest makes room.
    private static let extremesMax = 16

    package init() {}

    /// Takes a trusted value, not older than the one before.
    package mutating func add(_ value: Double, at time: Timestamp, rule: ChangeRule) -> Transition? {
        extremes.removeAll { time.elapsed(since: $0.time) > rule.span || $0.time > time }
        defer { keep(value, at: time, rule.side) }
        func moved(from start: Double) -> Double { rule.side == .above ? value - start : start - value }
        if isPresent, let base {
            // What has stayed for the whole span is no change any more.
            let start = extremes.first?.value ?? base
            guard moved(from: start) <= rule.change * (1 - rule.back) else { return nil }
            isPresent = false
            self.base = nil
            return Transition(isPresent: false, since: time, evidence: evidence(value, start, rule))
        }
        guard let start = extremes.first(where: { time.elapsed(since: $0.time) >= rule.apartMin }), moved(from: start.value) >= rule.change
        else { return nil }
        isPresent = true
        base = start.value
        return Transition(isPresent: true, since: time, evidence: evidence(value, start.value, rule))
    }

    private func evidence(_ value: Double, _ base: Double, _ rule: ChangeRule) -> [Evidence] {
        [
            Evidence(name: rule.metric.key, value: value, unit: rule.metric.unit),
            Evidence(name: Evidence.baseline, value: base, unit: rule.metric.unit),
            Evidence(name: Evidence.limit, value: rule.change, unit: rule.metric.unit), .window(rule.span),
        ]
    }

    private mutating func keep(_ value: Double, at time: Timestamp, _ side: LimitRule.Side) {
        while let last = extremes.last, side == .above ? last.value >= value : last.value <= value { extremes.removeLast() }
        if extremes.count >= Self.extremesMax { extremes.removeFirst() }
        extremes.append(Point(time: time, value: value))
    }
}
