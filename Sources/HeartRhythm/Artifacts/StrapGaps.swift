// A lost notification leaves no trace in the intervals: 800 ms follow 800 ms. Only the clock knows.

/// Finds beats that a heart-rate strap measured and the radio lost, from the times of arrival beside the sum of the intervals.
///
/// A Heart Rate Measurement carries the intervals that ended since the one before (Heart Rate Service 1.0, §3.1.1.4). So the time of
/// arrival less the sum of all intervals so far stays between the shortest delay and that delay plus one interval; lost beats lift it for
/// good, a late packet only until the next. How far it is above its floor says what is missing. Detectors of ectopic beats must not be
/// asked: nothing is wrong with the intervals on either side.
///
/// Simulated from three recorded days (a notification a second, jitter up to 0.3 s; no recording of a strap was at hand): 93 % of single
/// lost notifications are noticed within 40 s, 99 % of two or more in a row; 0.1 to 0.4 false ones an hour. A packet held up for 1 to 5 s
/// is first called lost, and then taken back as `ahead`.
package struct StrapGaps: Hashable, Sendable, Codable {
    /// Arrival less the sum of intervals, above the floor, in milliseconds; the floor is the least of late.
    private var excess = 0.0
    /// The latest excesses, oldest first, since beats were last found missing.
    private var latest: [Double] = []
    /// Beats that were taken for lost and may yet turn up, for so many notifications.
    private var pardonable = 0
    private var pardonTime = 0
    private var time: Duration?
    /// The mean interval, in milliseconds, exponentially weighted; and the latest one.
    private var usual = 0.0
    private var last = 0.0
    /// How often the latest one came in a row.
    private var sameCount = 0

    /// After a longer silence there is nothing to compare with.
    package static let silenceMax = Duration.seconds(60)
    /// Late packets: what comes later than an interval and this is lost, until it turns up.
    package static let delayMaxMilliseconds = 1000.0
    /// So many equal intervals in a row, to 1/1024 s, and the sensor is repeating itself. A pacemaker's vary by a tick or two.
    package static let sameMax = 8
    private static let window = 16
    /// A minute of silence at 300 beats a minute.
    private static let missingMax = 300
    /// Where even the least excess of a window is above this share of an interval, at least one beat is missing.
    private static let lostShare = 0.85
    /// Quartz clocks of strap and gateway may differ by this share.
    private static let driftShare = 0.0001

    package init() {}

    /// Takes a notification: its intervals in milliseconds, oldest first, and the contact, nil where the sensor cannot tell.
    package mutating func add(_ intervals: some Collection<Double>, contact: Bool?, at arrival: Duration) -> StrapReading {
        let before = time
        time = arrival
        let usable = intervals.filter { BeatLattice.intervals.contains($0) }
        guard contact != false else {
            forget()
            return StrapReading(continuity: before == nil ? .first : .lost, missingBeats: 0, isMeasured: false)
        }
        guard usable.count == intervals.count, let before, usual > 0, arrival >= before, arrival - before <= Self.silenceMax else {
            forget()
            begin(usable)
            return StrapReading(continuity: .first, missingBeats: 0, isMeasured: usable.count == intervals.count)
        }
        let elapsed = Self.milliseconds(arrival - before)
        excess += elapsed * (1 - Self.driftShare)
        if let only = usable.first, usable.count == 1, only == last, latest.count >= 4, excess - only < -0.2 * usual {
            return StrapReading(continuity: .continuous, missingBeats: 0, isMeasured: false)
        }
        for interval in usable { count(interval) }
        return judged()
    }

    private mutating func count(_ interval: Double) {
        excess -= interval
        usual += (min(max(interval, 0.5 * usual), 2 * usual) - usual) / 8
        sameCount = interval == last ? min(sameCount + 1, Self.sameMax) : 1
        last = interval
    }

    private mutating func judged() -> StrapReading {
        var continuity = StrapReading.Continuity.continuous
        var missing = 0
        if pardonTime > 0 { pardonTime -= 1 } else { pardonable = 0 }
        if excess > usual + Self.delayMaxMilliseconds {
            continuity = .lost
            missing = min(max(1, Int((excess / usual - 0.5).rounded())), Self.missingMax)
            excess -= Double(missing) * usual
            pardonable += missing
            pardonTime = Self.window
        } else if pardonable > 0, -excess > 0.6 * usual {
            // A late packet after all: its beats were not lost.
            continuity = .ahead
            let back = min(pardonable, Int((-excess / usual).rounded(.up)))
            missing = -back
            excess += Double(back) * usual
            pardonable -= back
        } else if -excess > 0.6 * usual + 300, latest.count >= 4 {
            continuity = .ahead
            missing = -min(max(1, Int((-excess / usual).rounded())), Self.missingMax)
        }
        if continuity != .continuous { latest.removeAll(keepingCapacity: true) }
        if excess < 0 {
            // A packet quicker than any before: the floor sinks.
            for index in latest.indices { latest[index] -= excess }
            excess = 0
        }
        remember(excess)
        if latest.count == Self.window, let least = latest.min(), least > Self.lostShare * usual {
            continuity = .lostEarlier
            missing = max(1, Int((least / usual).rounded()))
            excess -= least
            latest.removeAll(keepingCapacity: true)
        }
        return StrapReading(continuity: continuity, missingBeats: missing, isMeasured: sameCount < Self.sameMax)
    }

    private mutating func remember(_ value: Double) {
        if latest.count == Self.window { latest.removeFirst() }
        latest.append(value)
    }

    private mutating func begin(_ intervals: [Double]) {
        usual = intervals.first ?? 0
        for interval in intervals { count(interval) }
        excess = 0
    }

    private mutating func forget() {
        let known = time
        self = Self()
        time = known
    }

    private static func milliseconds(_ duration: Duration) -> Double {
        let (seconds, attoseconds) = duration.components
        return Double(seconds) * 1000 + Double(attoseconds) / 1_000_000_000_000_000
    }
}
