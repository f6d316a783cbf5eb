// Owns the sd-bus connection and everything that sd-bus calls back into.

import CSystemd
import Glibc
import PollLoop

/// Argument for `@unchecked`: `Connection` runs on the executor's thread and calls this from there, `source` is called by that thread,
/// and sd-bus calls back inside `sd_bus_process` on it. Only `init` runs elsewhere, before anybody else has the object.
@safe final class BusHandle: @unchecked Sendable {
    private var pointer: OpaquePointer?
    private var pendingCalls: [UInt64: PendingCall] = [:]
    private var nextCall: UInt64 = 0
    private var onClosed: [@Sendable () -> Void] = []
    /// What sd-bus has pointers to.
    private var callees: [AnyObject] = []

    init(address: String?) throws(BusError) {
        var opened: OpaquePointer?
        if let address {
            try check(unsafe sd_bus_new(&opened), "create a bus")
            unsafe pointer = unsafe opened
            try check(unsafe sd_bus_set_address(opened, address), "use the bus address \(address)")
            try check(unsafe sd_bus_set_bus_client(opened, 1), "be a bus client")
            try check(unsafe sd_bus_start(opened), "connect to \(address)")
        } else {
            try check(unsafe sd_bus_open_system(&opened), "connect to the system bus")
            unsafe pointer = unsafe opened
        }
    }

    deinit { unsafe sd_bus_close_unref(pointer) }

    /// What the poll loop has to know of the connection.
    var source: PollExecutor.Source {
        PollExecutor.Source(
            descriptor: { [self] in unsafe pointer.map { unsafe sd_bus_get_fd($0) } ?? -1 },
            events: { [self] in unsafe pointer.map { unsafe Int16(clamping: max(0, sd_bus_get_events($0))) } ?? 0 },
            deadline: { [self] in
                var deadline = UInt64.max
                guard let pointer = unsafe pointer, unsafe sd_bus_get_timeout(pointer, &deadline) >= 0 else { return .max }
                return deadline
            },
            dispatch: { [self] in
                var code: Int32 = 1
                while code > 0, let pointer = unsafe pointer { code = unsafe sd_bus_process(pointer, nil) }
                if code < 0 { close() }
            })
    }

    private func open() throws(BusError) -> OpaquePointer {
        guard let pointer = unsafe pointer else { throw .closed }
        return unsafe pointer
    }

    func methodCall(
        _ destination: String, _ path: String, _ interface: String, _ member: String, _ arguments: [BusValue]
    ) throws(BusError) -> MessageHandle {
        var created: OpaquePointer?
        try check(
            unsafe sd_bus_message_new_method_call(try open(), &created, destination, path, interface, member), "call \(member)")
        guard let message = unsafe created else { throw .closed }
        let handle = unsafe MessageHandle(owning: message)
        for argument in arguments { try handle.append(argument) }
        return handle
    }

    /// Sends a call; `completion` runs once, on the poll thread.
    func send(
        _ message: borrowing MessageHandle, timeout: Duration, completion: @escaping @Sendable (Result<[BusValue], any Error>) -> Void
    ) {
        guard let pointer = unsafe pointer else { return completion(.failure(BusError.closed)) }
        nextCall += 1
        let call = PendingCall(number: nextCall, bus: self, completion: completion)
        pendingCalls[nextCall] = call
        let microseconds = UInt64(clamping: timeout.components.seconds) * 1_000_000
        let code = unsafe sd_bus_call_async(
            pointer, nil, message.pointer,
            { message, context, _ in
                guard let context = unsafe context, let message = unsafe message else { return 0 }
                let call = unsafe Unmanaged<PendingCall>.fromOpaque(context).takeUnretainedValue()
                unsafe call.finish(with: MessageHandle(borrowed: message))
                return 0
            }, Unmanaged.passUnretained(call).toOpaque(), microseconds)
        if code < 0 {
            pendingCalls[call.number] = nil
            completion(.failure(BusError.system(operation: "send a call", code: -code)))
        }
    }

    func forget(_ call: PendingCall) { pendingCalls[call.number] = nil }

    /// The rule stays for the life of the connection.
    func addMatch(_ rule: String, _ handler: SignalHandler) throws(BusError) {
        callees.append(handler)
        try check(
            unsafe sd_bus_add_match(
                try open(), nil, rule,
                { message, context, _ in
                    guard let context = unsafe context, let message = unsafe message else { return 0 }
                    let handler = unsafe Unmanaged<SignalHandler>.fromOpaque(context).takeUnretainedValue()
                    handler.call(unsafe MessageHandle(borrowed: message).header())
                    return 0
                }, Unmanaged.passUnretained(handler).toOpaque()), "match \(rule)")
    }

    func addObject(_ path: String, _ object: ExportedObject) throws(BusError) {
        callees.append(object)
        try check(
            unsafe sd_bus_add_object(
                try open(), nil, path,
                { message, context, _ in
                    guard let context = unsafe context, let message = unsafe message else { return 0 }
                    let object = unsafe Unmanaged<ExportedObject>.fromOpaque(context).takeUnretainedValue()
                    return unsafe object.take(MessageHandle(borrowed: message)) ? 1 : 0
                }, Unmanaged.passUnretained(object).toOpaque()), "export \(path)")
    }

    func reply(to message: borrowing MessageHandle, with result: Result<[BusValue], BusError>) throws(BusError) {
        guard let pointer = unsafe pointer else { return }
        var created: OpaquePointer?
        switch result {
        case .success:
            try check(unsafe sd_bus_message_new_method_return(message.pointer, &created), "reply")
        case .failure(let error):
            let (name, text) =
                if case .remote(let name, let message) = error { (name, message) } else {
                    ("org.freedesktop.DBus.Error.Failed", error.description)
                }
            let code = unsafe name.withCString { name in
                unsafe text.withCString { text in
                    // sd-bus copies both strings before the call returns.
                    var busError = unsafe sd_bus_error(name: name, message: text, _need_free: 0)
                    return unsafe sd_bus_message_new_method_error(message.pointer, &created, &busError)
                }
            }
            try check(code, "reply with an error")
        }
        guard let created = unsafe created else { return }
        let answer = unsafe MessageHandle(owning: created)
        if case .success(let values) = result {
            for value in values { try answer.append(value) }
        }
        try check(unsafe sd_bus_send(pointer, answer.pointer, nil), "send a reply")
    }

    func whenClosed(_ handler: @escaping @Sendable () -> Void) {
        if unsafe pointer == nil { handler() } else { onClosed.append(handler) }
    }

    /// Closes the connection and fails every call that waits. Harmless when closed already.
    func close() {
        guard let closing = unsafe pointer else { return }
        unsafe pointer = nil
        unsafe sd_bus_close_unref(closing)
        let calls = pendingCalls.values
        pendingCalls = [:]
        for call in calls { call.completion(.failure(BusError.closed)) }
        let handlers = onClosed
        onClosed = []
        for handler in handlers { handler() }
    }
}
