// Roles follow the log and the stores; a signal only makes them look sooner than their next poll.

import Synchronization

/// Wakes one waiting task. Raised while nobody waits, it wakes the next wait at once; raised twice, it wakes once.
package final class WakeSignal: Sendable {
    private struct State {
        var isRaised = false
        var waiter: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())

    package init() {}

    package func raise() {
        let waiter = state.withLock { state in
            guard let waiter = state.waiter else {
                state.isRaised = true
                return nil as CheckedContinuation<Void, Never>?
            }
            state.waiter = nil
            return waiter
        }
        waiter?.resume()
    }

    /// Returns when the signal is raised, after `limit`, or when the task is cancelled.
    package func wait(atMost limit: Duration) async {
        await withTaskGroup { group in
            group.addTask { await self.wait() }
            group.addTask { try? await Task.sleep(for: limit) }
            await group.next()
            group.cancelAll()
        }
    }

    private func wait() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isReady = state.withLock { state in
                    // A cancelled wait leaves the signal up for the next one.
                    guard !Task.isCancelled else { return true }
                    guard !state.isRaised else {
                        state.isRaised = false
                        return true
                    }
                    precondition(state.waiter == nil, "one task waits for a signal")
                    state.waiter = continuation
                    return false
                }
                if isReady { continuation.resume() }
            }
        } onCancel: {
            let waiter = state.withLock { state in
                defer { state.waiter = nil }
                return state.waiter
            }
            waiter?.resume()
        }
    }
}
