// Tests that must let real time pass, and why.

/// Files below Tests/ that may sleep.
enum SleepException {
    static let paths = Set(reasons.keys)

    /// The path, and the reason why there is no event to wait for.
    static let reasons = [
        "Tests/Benchmarks/load-benchmark/LoadBenchmark.swift": "publishes at a rate; it is no test",
        "Tests/TestSupport/Eventually.swift": "polls what other processes do; every other test waits through it",
    ]
}
