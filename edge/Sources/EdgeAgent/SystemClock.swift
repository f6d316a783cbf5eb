// The gateway's clocks. Only the program knows where time comes from.

import CSystemd  // for adjtimex(2), which Glibc's module map leaves out
import FoundationEssentials
import Glibc
package import Uplink
package import Vitals

/// The kernel's clocks, and the boot that they belong to.
package struct SystemClock: Sendable {
    /// First 32 bits of the kernel's boot id.
    package let boot: UInt32

    package init() {
        let text = FileManager.default.contents(atPath: "/proc/sys/kernel/random/boot_id").map { String(decoding: $0, as: UTF8.self) } ?? ""
        boot = UInt32(text.prefix(8), radix: 16) ?? 0
    }

    /// `CLOCK_BOOTTIME`: monotonic, and counts suspend.
    package var instant: Instant {
        let time = read(CLOCK_BOOTTIME)
        return Instant(sinceBoot: .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec))
    }

    package var wall: Timestamp {
        let time = read(CLOCK_REALTIME)
        return Timestamp(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }

    /// Whether a time service keeps the wall clock. Source: adjtimex(2), `STA_UNSYNC`.
    package var isSynchronized: Bool {
        var query = timex()
        return unsafe adjtimex(&query) != TIME_ERROR && query.status & STA_UNSYNC == 0
    }

    package var anchor: ClockAnchor {
        ClockAnchor(boot: boot, instant: instant, wall: wall, isSynchronized: isSynchronized, utcOffsetMinutes: zone.offsetMinutes)
    }

    /// Where this machine's time zone is now.
    package struct Zone: Hashable, Sendable {
        /// East of UTC, summer time included.
        package let offsetMinutes: Int
        package let summerTimeMinutes: Int
    }

    package var zone: Zone {
        var seconds = time_t(wall.milliseconds / 1000)
        var local = unsafe tm()
        tzset()
        guard unsafe localtime_r(&seconds, &local) != nil else { return Zone(offsetMinutes: 0, summerTimeMinutes: 0) }
        // An hour nearly everywhere; the C library does not tell.
        return unsafe Zone(offsetMinutes: local.tm_gmtoff / 60, summerTimeMinutes: local.tm_isdst > 0 ? 60 : 0)
    }

    private func read(_ clock: clockid_t) -> timespec {
        var time = timespec()
        unsafe clock_gettime(clock, &time)
        return time
    }
}
