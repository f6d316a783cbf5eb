// What a loop can watch besides its jobs.

extension PollExecutor {
    /// A descriptor of a C library that wants to be polled; its closures run on the loop's thread only.
    package struct Source: Sendable {
        package let descriptor: @Sendable () -> Int32
        /// `POLLIN` and so on, asked before each wait.
        package let events: @Sendable () -> Int16
        /// Absolute `CLOCK_MONOTONIC` microseconds at which `dispatch` is due anyway; `UInt64.max` for none.
        package let deadline: @Sendable () -> UInt64
        package let dispatch: @Sendable () -> Void

        package init(
            descriptor: @escaping @Sendable () -> Int32, events: @escaping @Sendable () -> Int16,
            deadline: @escaping @Sendable () -> UInt64, dispatch: @escaping @Sendable () -> Void
        ) {
            self.descriptor = descriptor
            self.events = events
            self.deadline = deadline
            self.dispatch = dispatch
        }
    }
}
