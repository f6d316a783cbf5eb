// While nobody knows what a gateway's clock is worth, what a device teaches is worth no more, and moves with it.

import Vitals

/// By whose clock a device's state was learnt that was not known to be right.
struct ClockEstimate: Codable, Hashable {
    let boot: BootKey
    /// What was added to the boot's clock, in milliseconds.
    let offset: Int64
}

extension DeviceState {
    /// Brings what was learnt by an estimated clock to the time of the frame that comes now.
    mutating func settle(in context: FrameContext, _ clock: BatchClock, known: (BootKey) -> BootClock?) {
        let isEstimated = clock.quality == .estimated
        guard estimate != nil || isEstimated else { return }
        let isSameBoot = estimate?.boot == clock.boot
        if let estimate {
            if isSameBoot {
                move(by: clock.offset - estimate.offset)
            } else if let other = known(estimate.boot) {
                move(by: other.offset - estimate.offset)
            } else {
                // Nobody will know what it meant.
                forgetMoments(at: context.time)
                if self.clock?.isEstimate == true { self.clock = nil }
                if baseClock?.isEstimate == true { baseClock = nil }
                session?.forgetEstimate()
            }
            if !isEstimated || !isSameBoot {
                self.clock?.isEstimate = nil
                baseClock?.isEstimate = nil
                session?.settle()
            }
        }
        // Times of a clock that was right cannot be compared with those of one that shows 1970.
        if isEstimated, !isSameBoot { forgetMoments(at: context.time) }
        estimate = isEstimated ? ClockEstimate(boot: clock.boot, offset: clock.offset) : nil
    }

    private mutating func forgetMoments(at time: Timestamp) {
        (arrival, beat, contact, contactTold) = (nil, nil, nil, nil)
        recent?.rebase(to: time)
    }

    private mutating func move(by milliseconds: Int64) {
        guard milliseconds != 0 else { return }
        let shift = Duration.milliseconds(milliseconds)
        arrival = arrival.map { $0 + shift }
        beat = beat.map { $0 + shift }
        contactTold = contactTold.map { $0 + shift }
        recent?.move(by: shift)
        clock?.move(by: shift)
        baseClock?.move(by: shift)
        session?.move(by: shift)
    }
}
