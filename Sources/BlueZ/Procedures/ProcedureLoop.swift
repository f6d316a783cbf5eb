// Procedures decide, and something has to act for them: a loop that performs what they ask for and tells them what happened.

import Synchronization

/// Events of one kind for one procedure, and the ticks of a clock between them.
struct ProcedureLoop<Input: Sendable>: Sendable {
    enum Event: Sendable {
        case input(Input)
        /// A second has passed: the deadlines of procedures are seconds apart.
        case tick
    }

    private let events: AsyncStream<Event>
    private let continuation: AsyncStream<Event>.Continuation

    init() {
        // Bounded by the link: the loop takes events faster than a radio brings them.
        (events, continuation) = AsyncStream.makeStream()
    }

    func feed(_ input: Input) { continuation.yield(.input(input)) }

    /// Performs `first` and what follows from each event, until `perform` answers `nil` because it is over, or the task is cancelled.
    /// What an action leads to comes before the actions that were to follow it.
    func run<Action>(_ first: [Action], on event: (Event) -> [Action], perform: (Action) async throws -> [Action]?) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { [continuation] in
                while true {
                    try await Task.sleep(for: .seconds(1))
                    continuation.yield(.tick)
                }
            }
            defer { group.cancelAll() }
            var pending = first
            var iterator = events.makeAsyncIterator()
            while true {
                while !pending.isEmpty {
                    guard let next = try await perform(pending.removeFirst()) else { return }
                    pending = next + pending
                }
                guard let happened = await iterator.next() else { return }
                pending = event(happened)
            }
        }
    }
}
