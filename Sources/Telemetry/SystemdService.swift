// Tells systemd that the program is ready, alive and ending (`Type=notify`, `WatchdogSec=`). Source: sd_notify(3), sd_watchdog_enabled(3).

import CSystemd
package import Logging
import ServiceLifecycle

package struct SystemdService: Service {
    private let isHealthy: @Sendable () async -> Bool
    private let isEnding: @Sendable () async -> Bool
    private let logger: Logger

    /// Without a watchdog there is still the check that ends in `READY=1`.
    private static let checkInterval = Duration.seconds(1)

    /// `isEnding` is asked when the services end: a process that begins anew is not stopping.
    package init(
        isHealthy: @escaping @Sendable () async -> Bool, isEnding: @escaping @Sendable () async -> Bool = { true }, logger: Logger
    ) {
        self.isHealthy = isHealthy
        self.isEnding = isEnding
        self.logger = logger
    }

    package func run() async throws {
        var watchdogMicroseconds: UInt64 = 0
        let hasWatchdog = unsafe sd_watchdog_enabled(0, &watchdogMicroseconds) > 0
        // Half the time-out, as sd_watchdog_enabled(3) recommends.
        let interval = hasWatchdog ? .microseconds(Int64(clamping: watchdogMicroseconds / 2)) : Self.checkInterval
        unsafe sd_notify(0, "READY=1")
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                if await isHealthy() {
                    if hasWatchdog { unsafe sd_notify(0, "WATCHDOG=1") }
                } else {
                    logger.error("not healthy, watchdog not fed")
                }
                try? await Task.sleep(for: interval)
            }
        }
        // From here on systemd waits for the end and nothing else.
        if await isEnding() { unsafe sd_notify(0, "STOPPING=1") }
    }
}
