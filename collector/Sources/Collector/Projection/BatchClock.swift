// How the frames of one batch lie in time.

import Uplink
import Vitals

/// By the clock of the boot where that is known, else by the batch's own anchor.
struct BatchClock {
    let boot: BootKey
    let quality: TimeQuality
    private let known: BootClock?
    private let anchor: ClockAnchor

    init(_ anchor: ClockAnchor, of boot: BootKey, known: BootClock?) {
        self.boot = boot
        self.known = known
        self.anchor = anchor
        quality =
            switch known {
            case nil: .estimated
            case .some(let clock): anchor.isSynchronized && clock.agrees(with: anchor) ? .synchronized : .corrected
            }
    }

    func wallTime(of instant: Instant) -> Timestamp { known?.wallTime(of: instant) ?? anchor.wallTime(of: instant) }

    /// 0 while the boot's clock is not known.
    var generation: Int { known?.generation ?? 0 }

    /// What has to be added to the boot's clock to have the wall clock's, in milliseconds.
    var offset: Int64 { wallTime(of: anchor.instant).milliseconds - anchor.instant.sinceBoot.wholeMilliseconds }
}
