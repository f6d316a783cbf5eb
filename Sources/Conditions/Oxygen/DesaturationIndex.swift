// A night has hundreds of short falls of oxygen in sleep apnoea, and none of them is an alarm; their number an hour is the finding.

package import Vitals

/// Counts the falls of oxygen saturation an hour of a recording (oxygen desaturation index), and says so when the recording ends.
///
/// A fall is 3 % and more below the highest value of the two minutes before, for 10 s and more; the next begins after half of it has been
/// taken back (AASM manual for the scoring of sleep, 2012, for oximetry alone). A recording ends with half an hour of silence; of less
/// than four hours there is no index (home sleep apnoea testing, AASM 2017). 15 an hour and more: moderate sleep apnoea at least.
package struct DesaturationIndex: Hashable, Sendable, Codable {
    private struct Recording: Hashable, Sendable, Codable {
        let begin: Timestamp
        var last: Timestamp
        /// Seconds with values.
        var recorded = 0.0
        var falls = 0
        /// The highest saturation of each of the latest 10 s, oldest first.
        var highest: [Double] = []
        var sliceBegin: Timestamp
        var slice = 0.0
        /// Since when it has been low, and whether that fall is counted.
        var lowSince: Timestamp?
        var isCounted = false
    }

    package private(set) var isPresent = false
    private var order = EventOrder()
    private var recording: Recording?

    package static let indexMin = 15.0
    private static let fall = 3.0
    private static let fallMin = Duration.seconds(10)
    private static let slices = 12
    private static let sliceLength = Duration.seconds(10)
    private static let gapMax = Duration.seconds(1800)
    /// Values further apart than this are spot checks: the time between them is not recorded.
    private static let stepMax = 10.0
    private static let recordedMin = 4 * 3600.0

    package init() {}

    /// Takes a trusted saturation in percent.
    package mutating func add(_ value: Double, at time: Timestamp, now: Timestamp?) -> Transition? {
        guard order.passes(time, now: now) else { return nil }
        var ended: Transition?
        if let known = recording, time < known.last || time.elapsed(since: known.last) > Self.gapMax { ended = end() }
        var current = recording ?? Recording(begin: time, last: time, sliceBegin: time)
        let step = time.elapsed(since: current.last).inSeconds
        if step <= Self.stepMax { current.recorded += step } else { (current.highest, current.lowSince) = ([], nil) }
        current.last = time
        Self.judge(value, at: time, &current)
        recording = current
        return ended
    }

    private static func judge(_ value: Double, at time: Timestamp, _ current: inout Recording) {
        let baseline = max(current.highest.max() ?? value, current.slice)
        if value <= baseline - fall {
            let since = current.lowSince ?? time
            current.lowSince = since
            if !current.isCounted, time.elapsed(since: since) >= fallMin {
                current.falls += 1
                current.isCounted = true
            }
        } else if value > baseline - fall / 2 || !current.isCounted {
            (current.lowSince, current.isCounted) = (nil, false)
        }
        if time.elapsed(since: current.sliceBegin) >= sliceLength {
            if current.highest.count >= slices { current.highest.removeFirst() }
            current.highest.append(current.slice)
            (current.slice, current.sliceBegin) = (value, time)
        } else {
            current.slice = max(current.slice, value)
        }
    }

    /// Whether `tick` would end a recording.
    package func isDue(at now: Timestamp) -> Bool { recording.map { now.elapsed(since: $0.last) > Self.gapMax } ?? false }

    /// Takes the time: silence ends a recording.
    package mutating func tick(at now: Timestamp) -> Transition? { isDue(at: now) ? end() : nil }

    /// A new night replaces what was said of the last one.
    private mutating func end() -> Transition? {
        guard let ended = recording else { return nil }
        recording = nil
        guard ended.recorded >= Self.recordedMin else { return nil }
        let index = Double(ended.falls) / (ended.recorded / 3600)
        guard (index >= Self.indexMin) != isPresent else { return nil }
        isPresent.toggle()
        return Transition(
            isPresent: isPresent, since: ended.begin,
            evidence: [
                Evidence(name: Evidence.index, value: (index * 10).rounded() / 10, unit: "/h"),
                Evidence(name: Evidence.limit, value: Self.indexMin, unit: "/h"), .window(.seconds(ended.recorded)),
            ])
    }
}
