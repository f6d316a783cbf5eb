// A connection to a message bus. Every sd-bus call runs on the connection's own poll thread; the compiler holds that, since this is an
// actor on that thread.

import PollLoop

/// A connection to the system bus, or to the bus of an address.
package actor Connection {
    private nonisolated let executor: PollExecutor
    package nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe executor.asUnownedSerialExecutor() }

    private let bus: BusHandle
    private var exported: [String: ExportedObject] = [:]

    package enum Limit {
        /// Longer than any method that waits for a radio: BlueZ gives up on `Connect` after about 41 s by itself.
        package static let callTimeout = Duration.seconds(60)
    }

    /// The system bus, or `address` such as `unix:path=/run/dbus/system_bus_socket`.
    package init(address: String? = nil) throws(BusError) {
        bus = try BusHandle(address: address)
        executor = PollExecutor()
        executor.watch(bus.source)
    }

    /// Calls a method and waits for the answer's arguments. A task that is cancelled waits no longer; the call is made all the same.
    package func call(
        _ destination: String, _ path: String, _ interface: String, _ member: String, _ arguments: [BusValue] = [],
        timeout: Duration = Limit.callTimeout
    ) async throws -> [BusValue] {
        let message = try bus.methodCall(destination, path, interface, member, arguments)
        let answer = CallAnswer()
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                answer.expect(continuation)
                bus.send(message, timeout: timeout) { answer.arrived($0) }
                if Task.isCancelled { answer.arrived(.failure(CancellationError())) }
            }
        } onCancel: {
            answer.arrived(.failure(CancellationError()))
        }
    }

    /// Calls `handler` on the connection's thread for each signal that the match rule picks, in order, as long as the connection lives.
    ///
    /// Returns when the bus has taken the rule, so that whatever is asked afterwards cannot miss a signal.
    package func onSignal(matching rule: String, _ handler: @escaping @Sendable (BusMessage) -> Void) throws(BusError) {
        // sd_bus_add_match waits for the bus's answer.
        try bus.addMatch(rule, SignalHandler(handler))
    }

    /// Exports an object; its calls come as a stream, and each is to be answered with `reply`.
    package func export(path: String, interface: String) throws(BusError) -> AsyncStream<IncomingCall> {
        let (stream, continuation) = AsyncStream<IncomingCall>.makeStream(bufferingPolicy: .bufferingOldest(ExportedObject.waitingMax))
        let object = ExportedObject(interface: interface, calls: continuation)
        try bus.addObject(path, object)
        exported[path] = object
        return stream
    }

    package func reply(to call: IncomingCall, with result: Result<[BusValue], BusError>) throws(BusError) {
        try exported[call.message.path]?.answer(call, with: result, on: bus)
    }

    /// Returns when the connection has closed, by us or by the bus, or when the task is cancelled.
    package func closed() async {
        let (stream, continuation) = AsyncStream<Void>.makeStream()
        bus.whenClosed { continuation.finish() }
        for await _ in stream {}
    }

    /// Ends the connection; calls that wait fail with `BusError.closed`.
    package func close() {
        bus.close()
    }

    deinit {
        // The last job of this actor has run: nothing can be enqueued any more.
        executor.watch(nil)
        executor.end()
    }
}
