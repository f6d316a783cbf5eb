// Where beats lie in time, and when skin contact is worth an observation.

import GATT
import Vitals

extension DeviceState {
    /// When a reading was measured, and how far that can be trusted.
    func time(of time: Reading.Time, in context: FrameContext) -> (Timestamp, TimeQuality) {
        switch time {
        case .arrival: return (context.time, context.timeQuality)
        case .beforeArrival(let duration): return (context.time - duration, context.timeQuality)
        case .sinceSessionStart(let duration):
            guard let start = session?.start else { return (context.time, .estimated) }
            return (start.time + duration, start.quality)
        case .device(let stamp): return self.time(of: stamp, by: clock, utcOffsetMinutes: context.utcOffsetMinutes, in: context)
        case .deviceBase(let stamp):
            // A device without the Device Time Service has one clock.
            guard let baseClock else { return self.time(of: .device(stamp), in: context) }
            return self.time(of: stamp, by: baseClock, utcOffsetMinutes: 0, in: context)
        }
    }

    private func time(
        of stamp: DeviceDateTime, by clock: DeviceClock?, utcOffsetMinutes: Int, in context: FrameContext
    ) -> (Timestamp, TimeQuality) {
        // Without a date nobody knows more than when it came.
        guard let shown = stamp.asUTC else { return (context.time, .estimated) }
        // A clock that was never read is taken for right.
        guard let clock else { return (shown - .seconds(60 * utcOffsetMinutes), .estimated) }
        return (
            clock.time(of: shown, arriving: context.time),
            clock.isRight(utcOffsetMinutes: utcOffsetMinutes) ? context.timeQuality : .corrected
        )
    }

    /// The times of the beats that end a frame's intervals, given in milliseconds, oldest first.
    ///
    /// The last beat is taken to have come with the frame, the others earlier by the intervals after them. Beats of a frame that follows
    /// in time never lie before those of the frame before it: a recording that is played fast has more heart time than wall time.
    mutating func beats(of intervals: [Double], arriving arrival: Timestamp) -> [Timestamp] {
        let follows = self.arrival.map { $0 <= arrival } ?? true
        let earliest = follows ? beat : nil
        var later = 0.0
        var times: [Timestamp] = []
        for interval in intervals.reversed() {
            let time = arrival - .milliseconds(Int64(later.rounded()))
            times.append(max(time, min(earliest ?? time, arrival)))
            later += interval
        }
        if follows {
            self.arrival = arrival
            if let last = times.first { beat = last }
        }
        return times.reversed()
    }

    /// Whether contact is to become an observation: when it changed, and every minute.
    mutating func tells(contact: Bool, at time: Timestamp) -> Bool {
        if self.contact == contact, let told = contactTold, time >= told, time - told < ProjectionLimit.contactInterval { return false }
        // A backlog says what was, not what is.
        if let told = contactTold, time < told { return true }
        self.contact = contact
        contactTold = time
        return true
    }
}
