// What happens in another process or behind a socket is waited for by looking again, within a bound.

import Collector

/// Why a wait ended without what it waited for.
struct Eventually: Error, CustomStringConvertible {
    let what: String
    var description: String { "did not happen in time: \(what)" }

    /// Much longer than anything takes on a busy machine; only a failing test waits for it.
    static let limit = Duration.seconds(30)
    static let interval = Duration.milliseconds(20)
}

/// Looks until the condition holds; throws when it does not within the bound.
func eventually(_ what: String, _ condition: () async throws -> Bool) async throws {
    let pause = WakeSignal()
    let end = ContinuousClock.now + Eventually.limit
    while try await !condition() {
        guard ContinuousClock.now < end else { throw Eventually(what: what) }
        try Task.checkCancellation()
        await pause.wait(atMost: Eventually.interval)
    }
}
