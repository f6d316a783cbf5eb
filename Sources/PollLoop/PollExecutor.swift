// Runs an actor on a thread of its own, which also waits for one descriptor with poll(2): sd-bus wants both, and blocking SQLite calls
// belong on no shared thread.

import CSystemd  // for eventfd(2), which Glibc's module map leaves out
import Glibc
import Synchronization

/// A serial executor that is one `poll` loop: the actor's jobs, woken by an eventfd, and at most one foreign descriptor.
package final class PollExecutor: SerialExecutor {
    private struct State {
        var jobs: [UnownedJob] = []
        var source: Source?
        var isEnding = false
        /// Nobody has woken the loop since it found nothing to do.
        var isIdle = false

        /// Whether the loop has to be woken.
        mutating func wake() -> Bool {
            defer { isIdle = false }
            return isIdle
        }
    }

    private let state = Mutex(State())
    private let wakeDescriptor: Int32

    /// Starts the thread. It ends, and the executor with it, after `end()`; a process has a handful of them at most.
    package init() {
        wakeDescriptor = eventfd(0, Int32(EFD_NONBLOCK | EFD_CLOEXEC))
        precondition(wakeDescriptor >= 0, "no eventfd: the process is out of descriptors")
        let context = unsafe Unmanaged.passRetained(self).toOpaque()
        var thread = pthread_t()
        let failure = unsafe pthread_create(
            &thread, nil,
            { context in
                guard let context = unsafe context else { return nil }
                unsafe Unmanaged<PollExecutor>.fromOpaque(context).takeRetainedValue().loop()
                return nil
            }, context)
        precondition(failure == 0, "no thread: the process is out of them")
        pthread_detach(thread)
    }

    package func enqueue(_ job: consuming ExecutorJob) {
        let unowned = UnownedJob(job)
        wake { $0.jobs.append(unowned) }
    }

    /// Watches a descriptor from now on; `nil` stops that.
    package func watch(_ source: Source?) {
        wake { $0.source = source }
    }

    /// Ends the thread once every job that waits has run. Nothing may be enqueued afterwards.
    package func end() {
        wake { $0.isEnding = true }
    }

    private func wake(_ change: (inout State) -> Void) {
        let isIdle = state.withLock { state in
            change(&state)
            return state.wake()
        }
        guard isIdle else { return }
        var one: UInt64 = 1
        _ = unsafe write(wakeDescriptor, &one, 8)
    }

    private func loop() {
        while true {
            let (jobs, source, isEnding) = state.withLock { state in
                defer { state.jobs = [] }
                state.isIdle = state.jobs.isEmpty
                return (state.jobs, state.source, state.isEnding)
            }
            for job in jobs { unsafe job.runSynchronously(on: asUnownedSerialExecutor()) }
            if !jobs.isEmpty {
                // A job may have queued messages for the descriptor, or ended the watch.
                state.withLock { $0.source }?.dispatch()
                continue
            }
            if isEnding { return }
            wait(for: source)
            source?.dispatch()
        }
    }

    private func wait(for source: Source?) {
        var descriptors = [pollfd(fd: wakeDescriptor, events: Int16(POLLIN), revents: 0)]
        var milliseconds: Int32 = -1
        if let source {
            descriptors.append(pollfd(fd: source.descriptor(), events: source.events(), revents: 0))
            milliseconds = Self.millisecondsUntil(source.deadline())
        }
        _ = unsafe poll(&descriptors, nfds_t(descriptors.count), milliseconds)
        if descriptors[0].revents != 0 {
            var count: UInt64 = 0
            _ = unsafe read(wakeDescriptor, &count, 8)
        }
    }

    private static func millisecondsUntil(_ deadline: UInt64) -> Int32 {
        guard deadline != .max else { return -1 }
        var now = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &now)
        let microseconds = UInt64(now.tv_sec) * 1_000_000 + UInt64(now.tv_nsec) / 1000
        guard deadline > microseconds else { return 0 }
        return Int32(clamping: (deadline - microseconds + 999) / 1000)
    }

    deinit {
        close(wakeDescriptor)
    }
}
