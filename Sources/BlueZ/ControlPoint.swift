// Procedures talk to a control point: a write, then what it indicates, or silence.

import GATT

/// A control point while a procedure uses it.
struct ControlPoint: Sendable {
    enum Event: Sendable {
        case indicated([UInt8])
        /// A second has passed: the deadlines of procedures are seconds apart.
        case tick
    }

    let client: LinkClient
    let characteristic: ObjectTree.Characteristic

    /// Subscribes, and gives `body` the events until it returns.
    func withEvents(_ body: (AsyncStream<Event>) async throws -> Void) async throws {
        // Bounded by the link: a control point indicates once for each request.
        let (events, continuation) = AsyncStream.makeStream(of: Event.self)
        try await client.radio.subscribe(characteristic.path) { continuation.yield(.indicated($0)) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                while true {
                    try await Task.sleep(for: .seconds(1))
                    continuation.yield(.tick)
                }
            }
            try await body(events)
            group.cancelAll()
        }
    }

    /// `nil`: taken.
    func write(_ bytes: [UInt8]) async throws -> ATTError? { try await client.write(bytes, to: characteristic) }
}
