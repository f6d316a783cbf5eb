// A process that a test started and ends by its id.

import Foundation
import Glibc
import Synchronization

/// At most one process at a time.
final class Running: Sendable {
    private let process = Mutex<Process?>(nil)

    func start(_ program: String, arguments: [String]) throws {
        let started = Process()
        // mosquitto lies in /usr/sbin on Debian, which is not on everybody's path.
        started.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        started.arguments = ["PATH=/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin", program] + arguments
        started.standardOutput = FileHandle.nullDevice
        started.standardError = FileHandle.nullDevice
        try started.run()
        process.withLock { $0 = started }
    }

    /// Ends it for good: a thread of a test may run with signals blocked, the process inherits that, and SIGTERM would wait for ever.
    func stop() {
        process.withLock { process in
            if let process, process.isRunning { kill(process.processIdentifier, SIGKILL) }
        }
    }

    var isRunning: Bool { process.withLock { $0?.isRunning ?? false } }
}
