// An object of ours on the bus: calls are handed to a stream, answers come back by number.

/// A call of an exported object that waits for its answer.
package struct IncomingCall: Sendable, Hashable {
    let number: UInt64
    package let message: BusMessage
}

final class ExportedObject {
    private let interface: String
    private let calls: AsyncStream<IncomingCall>.Continuation
    private var waiting: [UInt64: Box] = [:]
    private var nextNumber: UInt64 = 0

    /// Calls that wait for an answer at once. BlueZ asks an agent one thing at a time.
    static let waitingMax = 16

    /// Dictionaries hold no noncopyable values yet.
    private final class Box {
        let message: MessageHandle
        init(_ message: consuming MessageHandle) { self.message = message }
    }

    init(interface: String, calls: AsyncStream<IncomingCall>.Continuation) {
        self.interface = interface
        self.calls = calls
    }

    /// True when the call is ours to answer; sd-bus refuses all others.
    func take(_ message: consuming MessageHandle) -> Bool {
        let header = message.header()
        guard header.interface == interface, waiting.count < Self.waitingMax else { return false }
        nextNumber += 1
        waiting[nextNumber] = Box(message)
        calls.yield(IncomingCall(number: nextNumber, message: header))
        return true
    }

    func answer(_ call: IncomingCall, with result: Result<[BusValue], BusError>, on bus: BusHandle) throws(BusError) {
        guard let box = waiting.removeValue(forKey: call.number) else { return }
        try bus.reply(to: box.message, with: result)
    }
}
