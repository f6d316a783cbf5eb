// An answer of the bus, or the end of the task that waits for it: whichever comes first.

import Synchronization

final class CallAnswer: Sendable {
    private let waiting = Mutex<CheckedContinuation<[BusValue], any Error>?>(nil)

    func expect(_ continuation: CheckedContinuation<[BusValue], any Error>) {
        waiting.withLock { $0 = continuation }
    }

    func arrived(_ result: Result<[BusValue], any Error>) {
        let continuation = waiting.withLock { waiting in
            defer { waiting = nil }
            return waiting
        }
        continuation?.resume(with: result)
    }
}
