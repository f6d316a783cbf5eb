// What the projection counts.

import Telemetry
import Uplink

struct ProjectionMetrics: Sendable {
    let offset: Gauge
    let lagBatches: Gauge
    let lagSeconds: Gauge
    let frames: Counter
    let framesUnknown: Counter
    let framesUndecodable: Counter
    private let eventsDamaged: Counter
    private let eventsUnknown: Counter
    let observations: Counter
    let movedBatches: Counter
    let late: Counter
    let ahead: Counter
    let unwatched: Counter
    private let gaps: [Gap.Reason: Counter]
    private let framesLost: [Gap.Reason: Counter]
    let failures: Counter
    let alarmsOn: Counter
    let alarmsOff: Counter
    let peopleWatched: Gauge

    init(_ registry: MetricsRegistry) {
        offset = registry.gauge("vitalflow_projection_offset", help: "Offset of the last batch that was projected.")
        lagBatches = registry.gauge(
            "vitalflow_projection_lag_batches", help: "Offsets between the projection and the end of the event log.")
        lagSeconds = registry.gauge("vitalflow_projection_lag_seconds", help: "Age of the oldest batch that is not projected yet.")
        frames = registry.counter("vitalflow_frames_total", help: "Frames projected.")
        framesUnknown = registry.counter(
            "vitalflow_frames_skipped_total", help: "Frames that gave no observation.", labels: [("reason", "unknown_characteristic")])
        framesUndecodable = registry.counter(
            "vitalflow_frames_skipped_total", help: "Frames that gave no observation.", labels: [("reason", "undecodable")])
        func events(_ reason: String) -> Counter {
            registry.counter("vitalflow_events_skipped_total", help: "Events of the log that were left out.", labels: [("reason", reason)])
        }
        eventsDamaged = events("damaged")
        eventsUnknown = events("unknown")
        observations = registry.counter("vitalflow_observations_total", help: "Observations stored.")
        movedBatches = registry.counter(
            "vitalflow_batch_runs_retimed_total",
            help: "Runs of batches whose observations moved, since their gateway's clock became known.")
        func notWatched(_ reason: String) -> Counter {
            registry.counter(
                "vitalflow_observations_not_watched_total", help: "Observations that were stored and not shown to detectors.",
                labels: [("reason", reason)])
        }
        late = notWatched("late")
        ahead = notWatched("clock_ahead")
        unwatched = notWatched("too_many_people")
        func byReason(_ name: String, _ help: String) -> [Gap.Reason: Counter] {
            Dictionary(
                uniqueKeysWithValues: Gap.Reason.allCases.map { reason in
                    (reason, registry.counter(name, help: help, labels: [("reason", reason.rawValue)]))
                })
        }
        gaps = byReason("vitalflow_gaps_total", "Gaps that gateways told of.")
        framesLost = byReason("vitalflow_frames_lost_total", "Frames that gateways said are lost, as far as they know how many.")
        failures = registry.counter("vitalflow_projection_failures_total", help: "Transactions of the projection that failed.")
        func alarms(_ state: String) -> Counter {
            registry.counter(
                "vitalflow_alarm_changes_total", help: "Revisions of alarms, by the state they came to.", labels: [("state", state)])
        }
        alarmsOn = alarms("on")
        alarmsOff = alarms("off")
        peopleWatched = registry.gauge("vitalflow_people_watched", help: "People that detectors know.")
    }

    func record(_ gaps: [RecordedGap]) {
        for recorded in gaps {
            self.gaps[recorded.gap.reason]?.increment()
            framesLost[recorded.gap.reason]?.increment(by: Int(clamping: recorded.gap.frames))
        }
    }

    func record(_ counts: ProjectionCounts) {
        frames.increment(by: counts.frames)
        framesUnknown.increment(by: counts.framesUnknown)
        framesUndecodable.increment(by: counts.framesUndecodable)
        eventsDamaged.increment(by: counts.eventsDamaged)
        eventsUnknown.increment(by: counts.eventsUnknown)
        late.increment(by: counts.observationsLate)
        ahead.increment(by: counts.observationsAhead)
        unwatched.increment(by: counts.observationsUnwatched)
    }
}
