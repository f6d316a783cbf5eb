// Where beats lie in time, and when skin contact is worth an observation.

import GATT
import Vitals

extension DeviceState {
    /// When a reading was measured, and how far that can be trusted.
    func time(of time: Reading.Time, in context: FrameContext) -> MeasuredTime {
        switch time {
        case .arrival: return MeasuredTime(time: context.time, quality: context.timeQuality, basis: .gateway)
        case .beforeArrival(let duration):
            return MeasuredTime(time: context.time - duration, quality: context.timeQuality, basis: .gateway)
        case .sinceSessionStart(let duration):
            guard let session, let start = session.start else { return arrival(in: context) }
            // Only a start that is an estimate itself moves with the gateway's clock.
            return MeasuredTime(
                time: start.time + duration, quality: start.quality,
                basis: session.isEstimate == true && start.basis != .device ? .gateway : .device)
        case .device(let stamp): return self.time(of: stamp, by: clock, utcOffsetMinutes: context.utcOffsetMinutes, in: context)
        case .deviceBase(let stamp):
            // A device without the Device Time Service has one clock.
            guard let baseClock else { return self.time(of: .device(stamp), in: context) }
            return self.time(of: stamp, by: baseClock, utcOffsetMinutes: 0, in: context)
        }
    }

    private func time(
        of stamp: DeviceDateTime, by clock: DeviceClock?, utcOffsetMinutes: Int, in context: FrameContext
    ) -> MeasuredTime {
        // Without a date nobody knows more than when it came.
        guard let shown = stamp.asUTC else { return arrival(in: context) }
        // A clock that was never read is taken for right.
        guard let clock else {
            return MeasuredTime(time: shown - .seconds(60 * utcOffsetMinutes), quality: .estimated, basis: .device)
        }
        let isUnknown = context.timeQuality == .estimated
        if clock.isEstimate == true {
            return MeasuredTime(time: clock.time(of: shown, arriving: context.time), quality: .estimated, basis: .gateway)
        }
        // A clock that was read while the gateway's was right is better than the gateway's is now.
        return MeasuredTime(
            time: clock.time(of: shown, arriving: isUnknown ? .last : context.time),
            quality: clock.isRight(utcOffsetMinutes: utcOffsetMinutes) && !isUnknown ? context.timeQuality : .corrected, basis: .device)
    }

    private func arrival(in context: FrameContext) -> MeasuredTime {
        MeasuredTime(time: context.time, quality: .estimated, basis: .arrival)
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
