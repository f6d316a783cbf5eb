// When time alone is shown to the detectors.

/// Once a second, but not before a collector that has just started could have heard from everybody: what was silent while the collector
/// itself was down is not silent.
struct TickSchedule {
    private var next: ContinuousClock.Instant
    /// The last event of the log that says the time; until it is projected there is no other.
    var timeOffset: Int64 = 0

    init(start: ContinuousClock.Instant, grace: Duration) {
        next = start + grace
    }

    mutating func isDue(at now: ContinuousClock.Instant) -> Bool {
        guard now >= next else { return false }
        next = now + ProjectionService.interval
        return true
    }
}
