// Between libmosquitto's network thread and the one task that consumes: bounded, and a full queue makes the network thread wait, so
// that the broker holds back instead of memory growing.

import Glibc
import Synchronization

final class EventQueue: Sendable {
    private struct State {
        var events: [ClientEvent] = []
        var waiter: CheckedContinuation<[ClientEvent], Never>?
        var isClosed = false
    }

    private let state = Mutex(State())
    private let limit: Int

    /// How often a producer looks again whether there is room. Short beside a keep-alive, long beside a drain.
    private static let fullPause: useconds_t = 2000

    init(limit: Int) {
        self.limit = limit
    }

    /// Appends an event. Messages wait while the queue is full; the few other events never do.
    ///
    /// Called on libmosquitto's own thread, which may block; never from a task.
    func append(_ event: ClientEvent) {
        while true {
            enum Outcome { case done, full, handOver(CheckedContinuation<[ClientEvent], Never>) }
            let outcome = state.withLock { state -> Outcome in
                if state.isClosed { return .done }
                if let waiter = state.waiter {
                    state.waiter = nil
                    return .handOver(waiter)
                }
                if case .message = event, state.events.count >= limit { return .full }
                state.events.append(event)
                return .done
            }
            switch outcome {
            case .done: return
            case .full: usleep(Self.fullPause)
            case .handOver(let waiter):
                waiter.resume(returning: [event])
                return
            }
        }
    }

    /// Everything that waits, or the next event; empty when closed or cancelled.
    func next() async -> [ClientEvent] {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let ready = state.withLock { state -> [ClientEvent]? in
                    if !state.events.isEmpty {
                        defer { state.events = [] }
                        return state.events
                    }
                    if state.isClosed || Task.isCancelled { return [] }
                    precondition(state.waiter == nil, "one consumer at a time")
                    state.waiter = continuation
                    return nil
                }
                if let ready { continuation.resume(returning: ready) }
            }
        } onCancel: {
            wake()
        }
    }

    func close() {
        state.withLock { $0.isClosed = true }
        wake()
    }

    private func wake() {
        let waiter = state.withLock { state in
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.resume(returning: [])
    }
}
