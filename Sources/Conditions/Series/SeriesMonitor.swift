// Most of what is measured has no limit that anybody published: it is watched against its own past.

import Vitals

/// The anomaly detectors of one person's series that have no detector of their own.
struct SeriesMonitor: Hashable, Sendable, Codable {
    private struct Entry: Hashable, Sendable, Codable {
        let metric: String
        var order = EventOrder()
        var detector = SeriesAnomalyDetector()
        var since: Timestamp?
        var quiet: Timestamp?
    }

    private var entries: [Entry] = []
    private(set) var isPresent = false

    /// About 7 KiB each: the first few of a person's series, in the order in which they come.
    private static let seriesMax = 4
    /// An event is over when nothing has been half as surprising for so long.
    private static let quietMin = Duration.seconds(1800)

    var present: Set<ConditionKind> { isPresent ? [.unusualSeries] : [] }

    /// Continuous quantities that no rule judges; not waveforms, nor what batteries and cuffs tell: nothing of a person.
    private static let watched: Set<String> = {
        let signals: [Metric] = [.electrocardiogram, .photoplethysmogram, .acceleration, .angularVelocity, .batteryVoltage, .cuffPressure]
        let others = Metric.all.filter { metric in
            metric.aggregation == .sample && LimitRule.byMetric[metric] == nil && !ActivityState.tells(metric)
        }
        return Set(others.map(\.key)).subtracting(signals.map(\.key))
    }()

    /// Takes a trusted value.
    mutating func add(_ observation: Observation, now: Timestamp?) -> PersonDetectors.Changes {
        let key = observation.metric.key
        guard Self.watched.contains(key), entries.count < Self.seriesMax || entries.contains(where: { $0.metric == key }) else { return [] }
        let place = entries.place(where: { $0.metric == key }, orAppend: Entry(metric: key))
        let time = observation.time
        guard entries[place].order.passes(time, now: now) else { return [] }
        let local = Double(time.milliseconds) / 1000 + Double(observation.utcOffsetMinutes ?? 0) * 60
        let reading = entries[place].detector.add(observation.value, at: local)
        if reading.score >= SeriesAnomalyDetector.scoreMin { entries[place].since = entries[place].since ?? time }
        if reading.surprise >= SeriesAnomalyDetector.surpriseMin / 2 {
            entries[place].quiet = nil
        } else if let quiet = entries[place].quiet {
            if time.elapsed(since: quiet) >= Self.quietMin { entries[place].since = nil }
        } else {
            entries[place].quiet = time
        }
        let since = entries.compactMap(\.since).min()
        guard (since != nil) != isPresent else { return [] }
        isPresent.toggle()
        var evidence = [
            Evidence(name: observation.metric.key, value: observation.value, unit: observation.metric.unit),
            .score((reading.score * 100).rounded() / 100), .limit(score: SeriesAnomalyDetector.scoreMin),
        ]
        if let expected = reading.expected {
            evidence.append(Evidence(name: Evidence.baseline, value: (expected * 100).rounded() / 100, unit: observation.metric.unit))
        }
        return [(.unusualSeries, Transition(isPresent: isPresent, since: since ?? time, evidence: evidence))]
    }
}
