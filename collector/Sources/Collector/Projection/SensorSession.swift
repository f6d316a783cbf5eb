// The records of a continuous glucose sensor count minutes, and begin again at 0 with every session.

import Vitals

/// The session whose records come now.
struct SensorSession: Codable, Hashable {
    struct Start: Codable, Hashable {
        var time: Timestamp
        var quality: TimeQuality
        /// `nil` counts as the gateway's clock; older states do not have it.
        var basis: TimeBasis?
    }

    /// Minute 5 of one session is not minute 5 of the next.
    private(set) var number = 0
    /// `nil` until the sensor tells it, or how long the session has lasted.
    private(set) var start: Start?
    /// The start as the sensor told it, which no clock of ours has changed.
    private var told: Timestamp?
    private var minutes: UInt16 = 0
    private var read: Timestamp?
    /// Whether it was learnt by a gateway's clock that was not known to be right; then it moves with that.
    var isEstimate: Bool?

    /// A sensor counts whole minutes, and its answer takes its time.
    private static let tolerance = Duration.seconds(120)

    /// The sensor told when the session started: `shown` by its own words, `nil` while it does not know.
    mutating func started(_ start: Start, shown: Timestamp?, read now: Timestamp) {
        guard isNews(now) else { return }
        if let told, shown.map({ !Self.agree($0, told) }) ?? true { begin() }
        guard let shown else { return }
        told = shown
        self.start = start
    }

    /// The sensor told for how many minutes the session has lasted: where it does not tell the start, this does, to a minute.
    mutating func lasted(minutes: UInt16, read now: Timestamp, _ quality: TimeQuality) {
        guard isNews(now) else { return }
        if minutes < self.minutes { begin() }
        self.minutes = minutes
        let start = Start(time: now - .seconds(60 * Int(minutes)), quality: quality)
        // The first reading stands, so that records lie evenly whenever they were fetched.
        if told == nil, self.start.map({ !Self.agree($0.time, start.time) }) ?? true { self.start = start }
    }

    /// The gateway's clock, by which it was learnt, was wrong by so much.
    mutating func move(by shift: Duration) {
        guard isEstimate == true else { return }
        read = read.map { $0 + shift }
        guard let start, start.basis != .device else { return }
        self.start = Start(time: start.time + shift, quality: start.quality, basis: start.basis)
    }

    /// The gateway's clock is known now, and what was learnt by it has moved.
    mutating func settle() {
        guard isEstimate == true else { return }
        isEstimate = nil
        guard let start, start.basis != .device else { return }
        self.start = Start(time: start.time, quality: .corrected, basis: start.basis)
    }

    /// Nobody will know by what clock it was learnt.
    mutating func forgetEstimate() {
        guard isEstimate == true else { return }
        read = nil
        if start?.basis != .device { start = nil }
    }

    private mutating func begin() {
        number += 1
        start = nil
        told = nil
        minutes = 0
    }

    /// A backlog says what was, not what is.
    private mutating func isNews(_ now: Timestamp) -> Bool {
        guard now >= read ?? now else { return false }
        read = now
        return true
    }

    private static func agree(_ one: Timestamp, _ other: Timestamp) -> Bool { one - other <= tolerance && other - one <= tolerance }
}
