// How long to wait before something that failed is tried again.

/// Doubles from `first` to `max`, with a tenth of jitter so that many do not come back at the same moment.
struct RetryDelay {
    private let first: Duration
    private let max: Duration
    private var next: Duration

    init(first: Duration = .milliseconds(500), max: Duration = .seconds(30)) {
        self.first = first
        self.max = max
        next = first
    }

    mutating func failed() -> Duration {
        defer { next = Swift.min(next * 2, max) }
        return next * Double.random(in: 0.9...1.1)
    }

    mutating func succeeded() {
        next = first
    }
}
