// Values beyond a limit for a while; one detector for each rule, whatever the metric.

package import Vitals

/// Says when values have been beyond a limit for the whole of a delay, and when they came back.
///
/// A condition that is present stays so until values say otherwise: silence is no evidence that it ended.
package struct LimitDetector: Hashable, Sendable, Codable {
    package private(set) var isPresent = false
    private var evidence = Sustained()

    package init() {}

    /// Takes a trusted value of the metric, not older than the one before.
    package mutating func add(
        _ value: Double, of metric: @autoclosure () -> Metric, at time: Timestamp, _ rule: LimitRule.Thresholds
    ) -> Transition? {
        let beyond = rule.beyond(value)
        // The value that would change the condition must hold: beyond the limit while absent, inside by the margin while present.
        let holds = isPresent ? beyond <= -rule.margin : beyond > 0
        let delay = isPresent ? rule.clearDelay : rule.delay
        guard let held = evidence.update(holds: holds, at: time, gapMax: rule.gapMax) else { return nil }
        let confirmed = rule.spots.map { evidence.spots >= $0 } ?? false
        guard let since = held >= delay ? evidence.since : confirmed ? evidence.first : nil else { return nil }
        isPresent.toggle()
        let lasted = time.elapsed(since: since)
        let metric = metric()
        evidence.reset()
        return Transition(
            isPresent: isPresent, since: since,
            evidence: [
                Evidence(name: metric.key, value: value, unit: metric.unit),
                Evidence(name: Evidence.limit, value: rule.limit, unit: metric.unit), .duration(lasted),
            ])
    }
}
