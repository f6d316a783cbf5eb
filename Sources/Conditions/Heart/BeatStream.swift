// RR intervals as observations bring them: in packets, with gaps, now and then from two straps at once.

package import HeartRhythm
package import Vitals

/// Feeds one device's beats to the rhythm detector, and tells it where beats are missing.
package struct BeatStream: Hashable, Sendable, Codable {
    /// What became of an observation.
    package enum Outcome: Hashable, Sendable {
        /// It is older than the beats before, or another device's.
        case ignored
        /// It counts for nothing by itself, and what was gathered before it is no longer comparable.
        case restarted
        /// It is a beat. `reading` now includes it, and is about the one that is judged by now, if any is. `followsGap`: beats are missing before
        /// it.
        case beat(judged: JudgedBeats.Beat?, followsGap: Bool)
    }

    private var order = EventOrder()
    private var detector = IrregularRhythmDetector()
    /// As of the latest beat.
    package private(set) var reading = RhythmReading.none
    private var waiting = JudgedBeats()
    private var device: DeviceID?
    /// Whether beats are missing before the next one, whenever it comes.
    private var hasGap = false
    /// The latest intervals in whole milliseconds, oldest first; 0 for one that was implausible or without contact.
    private var latest = PackedArray<UInt16>()

    /// A beat that comes later than its own interval by more than this has lost companions. Radio delays stay below it.
    private static let lateMax = Duration.seconds(2)
    /// After a longer silence the rhythm is assessed afresh, from any device: another minute, perhaps another rhythm.
    private static let silenceMax = Duration.seconds(60)

    /// A minute of beats, to be shown with a condition.
    private static let latestMax = 64

    package init() {}

    /// Whether there were enough beats to say something of the rhythm, were they usable.
    package var isFull: Bool { latest.values.count >= Self.latestMax }

    /// The latest intervals in milliseconds, oldest first.
    package var intervals: [Double] { latest.values.map(Double.init) }

    package mutating func add(_ observation: Observation, now: Timestamp?) -> Outcome {
        let before = order.newest
        let silent = before.map { observation.time.elapsed(since: $0) } ?? .zero
        if let device, device != observation.device, silent <= Self.silenceMax { return .ignored }
        guard order.passes(observation.time, now: now) else { return .ignored }
        let restarts = silent > Self.silenceMax || silent < .zero
        if restarts { (detector, reading, waiting, latest) = (IrregularRhythmDetector(), .none, JudgedBeats(), PackedArray()) }
        device = observation.device

        guard observation.quality != .noContact else {
            detector.interrupt()
            remember(0)
            hasGap = true
            return restarts ? .restarted : .beat(judged: nil, followsGap: true)
        }
        let isPlausible = Metric.rrInterval.plausible.contains(observation.value)
        let rr = isPlausible ? Duration.milliseconds(observation.value) : .zero
        if before != nil, silent - rr > Self.lateMax { detector.interrupt() }
        // What a device tells as an interval is no gap, however long.
        let told = (0...65_535.0).contains(observation.value) ? Duration.milliseconds(observation.value) : .zero
        let followsGap = hasGap || before != nil && silent - told > Self.lateMax
        hasGap = restarts
        reading = detector.add(rr: observation.value)
        let judged = waiting.add(rr: observation.value, at: observation.time)
        remember(isPlausible ? observation.value : 0)
        return restarts ? .restarted : .beat(judged: judged, followsGap: followsGap)
    }

    private mutating func remember(_ milliseconds: Double) {
        if latest.values.count >= Self.latestMax { latest.values.removeFirst() }
        latest.values.append(UInt16(milliseconds.rounded()))
    }

    /// The device lost the skin; says whether it is the one of these beats.
    package mutating func interrupt(by device: DeviceID) -> Bool {
        guard device == self.device else { return false }
        detector.interrupt()
        hasGap = true
        return true
    }
}
