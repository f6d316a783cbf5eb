// The Task Force's standards for 24 hours need every beat of the day, and must not keep them.

package import Vitals

/// Adds up a day of beats in constant memory: 1.5 KB for the histogram, and a few sums.
///
/// Beats come in the order of event time; ones that end outside the day are not taken, nor are ones out of order; both are counted. A beat
/// earlier than the latest by more than a window begins a new window there: after a wrong time nothing more is lost than that. One addition
/// costs less than 0.1 µs.
package struct VariabilityDay: Hashable, Sendable, Codable {
    package let start: Timestamp
    /// The local day is 23 or 25 hours long when clocks change; shares are always of 24.
    package let end: Timestamp
    package private(set) var rejectedCount = 0

    private var beats = 0
    private var normalMilliseconds = 0.0
    private var all = RunningDeviation()
    private var squaredDifferences = 0.0
    private var differences = 0
    private var differencesOver50 = 0
    private var histogram = IntervalHistogram()

    // The open five-minute window.
    private var windowBeats = 0
    private var window = RunningDeviation()
    private var windowMeans = RunningDeviation()
    private var windowDeviations = RunningDeviation()

    private var lastEnd: Int64?
    /// The interval before, if it was normal.
    private var lastNormal: Double?

    /// 18 of 24 hours: the Task Force asks for that much of analysable beats, the night among them.
    package static let usableMin = 0.75
    private static let windowMilliseconds = VariabilityWindow.length.wholeMilliseconds
    private static let dayMilliseconds = Double(86_400_000)

    /// The day from `start` on, 24 hours long if nothing else is said, at most 25.
    package init(start: Timestamp, lasting duration: Duration = .seconds(86_400)) {
        let start = min(max(start, .first), .last)
        self.start = start
        end = start + min(max(duration, .zero), .seconds(90_000))
    }

    /// Takes the interval that ended at `time`.
    package mutating func add(_ interval: CorrectedInterval, endingAt time: Timestamp) {
        guard start <= time, time < end, lastEnd.map({ time.milliseconds > $0 || isSetBack(time, from: $0) }) ?? true else {
            rejectedCount &+= 1
            // The next beat follows this one, which does not count; unless this one has counted already.
            if time.milliseconds != lastEnd || interval.milliseconds != lastNormal { interrupt() }
            return
        }
        let elapsed = lastEnd.map { time.milliseconds - $0 }
        if let lastEnd, isSetBack(time, from: lastEnd) || windowNumber(lastEnd) != windowNumber(time.milliseconds) { closeWindow() }
        lastEnd = time.milliseconds
        beats += 1
        windowBeats += 1
        let length = interval.milliseconds
        guard interval.isNormal, Metric.rrInterval.plausible.contains(length) else {
            lastNormal = nil
            return
        }
        let isNeighbour = elapsed.map { $0 > 0 && Double($0) <= length + Double(VariabilityWindow.gapMin.wholeMilliseconds) } ?? false
        if let lastNormal, isNeighbour, !interval.followsGap {
            let difference = length - lastNormal
            differences += 1
            squaredDifferences += difference * difference
            differencesOver50 += abs(difference) > 50 ? 1 : 0
        }
        lastNormal = length
        normalMilliseconds += length
        all.add(length)
        window.add(length)
        histogram.add(length)
    }

    /// Says that beats are missing here: the intervals before and after are no neighbours.
    package mutating func interrupt() { lastNormal = nil }

    /// The figures of the beats so far, the open window among them.
    package var variability: DayVariability {
        var closed = self
        closed.closeWindow()
        let usable = UsableShare(
            beats: beats, normalBeats: all.count, normalMilliseconds: normalMilliseconds, windowMilliseconds: Self.dayMilliseconds)
        let isUsable = usable.value >= Self.usableMin
        return DayVariability(
            usable: usable, windows: closed.windowMeans.count,
            meanNN: isUsable ? all.mean : nil,
            sdnn: isUsable ? all.standardDeviation : nil,
            sdann: isUsable ? closed.windowMeans.standardDeviation : nil,
            sdnnIndex: isUsable && closed.windowDeviations.count > 0 ? closed.windowDeviations.mean : nil,
            rmssd: isUsable && differences > 0 ? (squaredDifferences / Double(differences)).squareRoot() : nil,
            pnn50: isUsable && differences > 0 ? 100 * Double(differencesOver50) / Double(differences) : nil,
            triangularIndex: isUsable ? histogram.triangularIndex : nil)
    }

    /// A window counts if enough of its beats and of its five minutes is usable.
    private mutating func closeWindow() {
        let usable = UsableShare(
            beats: windowBeats, normalBeats: window.count, normalMilliseconds: window.mean * Double(window.count),
            windowMilliseconds: Double(Self.windowMilliseconds))
        if usable.value >= UsableShare.timeDomainMin, let deviation = window.standardDeviation {
            windowMeans.add(window.mean)
            windowDeviations.add(deviation)
        }
        window = RunningDeviation()
        windowBeats = 0
    }

    private func isSetBack(_ time: Timestamp, from last: Int64) -> Bool { time.milliseconds < last - Self.windowMilliseconds }

    /// Windows are those of the clock, as in `VariabilityWindow`.
    private func windowNumber(_ milliseconds: Int64) -> Int64 {
        milliseconds.flooredQuotientAndRemainder(dividingBy: Self.windowMilliseconds).quotient
    }
}
