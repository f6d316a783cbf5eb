// BlueZ as the gateway uses it: a mirror of its objects that can be waited on, calls on them, and values as they are notified.
//
// Signals are applied on the bus connection's thread, in order and at once: nothing queues up, so nothing can be dropped.

package import DBus
package import Logging
import Synchronization
import Vitals

/// Why something could not be done over the radio.
package enum RadioError: Error, Hashable {
    /// Nothing changed to what was waited for.
    case timeout(waitingFor: String)
    /// BlueZ or the kernel has no adapter, or not the one that was asked for.
    case noAdapter(name: String?)
}

extension RadioError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .timeout(let what): "timed out waiting for \(what)"
        case .noAdapter(let name):
            "no Bluetooth adapter\(name.map { " named \($0)" } ?? ""): plug one in, or check `rfkill list` and `systemctl status bluetooth`"
        }
    }
}

package final class Radio: Sendable {
    package enum Service {
        package static let name = "org.bluez"
        static let properties = "org.freedesktop.DBus.Properties"
        static let objectManager = "org.freedesktop.DBus.ObjectManager"
    }

    private struct Waiter {
        let isSatisfied: @Sendable (ObjectTree) -> Bool
        let continuation: CheckedContinuation<Bool, Never>
    }

    private struct State {
        var tree = ObjectTree()
        /// How many `GetManagedObjects` are being answered, and the signals that arrived since the first of them was asked.
        var refreshes = 0
        var late: [BusMessage] = []
        /// Counts the lives of bluetoothd: what an earlier one answered is of no use.
        var life = 0
        var waiters: [Int: Waiter] = [:]
        var nextWaiter = 0
        var sinks: [String: @Sendable ([UInt8]) -> Void] = [:]
        var listeners: [String: @Sendable (ObjectTree.Device) -> Void] = [:]
    }

    package let bus: Connection
    package let adapterName: String?
    private let logger: Logger
    private let state = Mutex(State())

    private init(bus: Connection, adapterName: String?, logger: Logger) {
        self.bus = bus
        self.adapterName = adapterName
        self.logger = logger
    }

    /// Mirrors the objects of BlueZ on `bus`, and keeps doing so when bluetoothd restarts.
    package static func open(on bus: Connection, adapterName: String? = nil, logger: Logger) async throws -> Radio {
        let radio = Radio(bus: bus, adapterName: adapterName, logger: logger)
        try await bus.onSignal(matching: "type='signal',sender='\(Service.name)'") { [weak radio] in radio?.received($0) }
        try await bus.onSignal(
            matching: "type='signal',sender='org.freedesktop.DBus',member='NameOwnerChanged',arg0='\(Service.name)'"
        ) { [weak radio] in radio?.ownerChanged($0) }
        try await radio.refresh()
        return radio
    }

    /// Asks for all objects. Subscribed before: what changes meanwhile is merged on top of the answer.
    ///
    /// bluetoothd answers with what it has, while its signals wait for a quiet moment: a device is told to be resolved before its
    /// characteristics are. So this is also how to know that nothing is missing.
    package func refresh() async throws {
        let life = state.withLock { state in
            state.refreshes += 1
            return state.life
        }
        defer {
            state.withLock { state in
                state.refreshes -= 1
                if state.refreshes == 0 { state.late = [] }
            }
        }
        do {
            let reply = try await bus.call(Service.name, "/", Service.objectManager, "GetManagedObjects")
            change { state in
                guard state.life == life else { return }
                state.tree.replace(with: reply)
                for signal in state.late { state.tree.apply(signal) }
            }
        } catch BusError.remote(let name, _) where name == "org.freedesktop.DBus.Error.ServiceUnknown" || name.hasSuffix("NameHasNoOwner") {
            // bluetoothd is not running; its objects are announced when it comes.
            logger.warning("bluetoothd is not running", metadata: ["hint": "systemctl start bluetooth"])
        }
    }

    private func received(_ signal: BusMessage) {
        var tell: (() -> Void)?
        change { state in
            if state.refreshes > 0 { state.late.append(signal) }
            state.tree.apply(signal)
            guard signal.member == "PropertiesChanged", signal.arguments.count >= 2, let changed = signal.arguments[1].entries else {
                return
            }
            switch signal.arguments[0].text {
            case ObjectTree.Interface.characteristic:
                if let sink = state.sinks[signal.path], let bytes = changed["Value"]?.byteArray { tell = { sink(bytes) } }
            case ObjectTree.Interface.device:
                guard changed["ServiceData"] != nil, let listener = state.listeners[signal.path] else { return }
                if let device = state.tree.device(at: signal.path) { tell = { listener(device) } }
            default: break
            }
        }
        tell?()
    }

    /// bluetoothd went or came. A new one announces each object that it makes with InterfacesAdded, so an empty tree is the truth.
    private func ownerChanged(_ signal: BusMessage) {
        logger.info("bluetoothd \(signal.arguments.last?.text?.isEmpty == false ? "started" : "stopped")")
        change { state in
            state.life += 1
            state.late = []
            state.tree.removeAll()
            state.sinks = [:]
            state.listeners = [:]
        }
    }

    /// Changes the state and wakes those whose condition holds now.
    private func change(_ body: (inout State) -> Void) {
        let satisfied = state.withLock { state -> [CheckedContinuation<Bool, Never>] in
            body(&state)
            var satisfied: [CheckedContinuation<Bool, Never>] = []
            for (number, waiter) in state.waiters where waiter.isSatisfied(state.tree) {
                satisfied.append(waiter.continuation)
                state.waiters[number] = nil
            }
            return satisfied
        }
        for continuation in satisfied { continuation.resume(returning: true) }
    }

    /// The objects as they are now.
    package var tree: ObjectTree { state.withLock { $0.tree } }

    /// Returns once the condition holds; throws when it does not within the time-out, or when the task is cancelled.
    package func wait(
        for what: String, timeout: Duration? = nil, until isSatisfied: @escaping @Sendable (ObjectTree) -> Bool
    ) async throws {
        let number = state.withLock { state in
            state.nextWaiter += 1
            return state.nextWaiter
        }
        let holds = await withTaskGroup(of: Bool.self) { group in
            group.addTask { await self.condition(number, isSatisfied) }
            if let timeout {
                group.addTask {
                    try? await Task.sleep(for: timeout)
                    return false
                }
            }
            let first = await group.next() ?? false
            group.cancelAll()
            return first
        }
        try Task.checkCancellation()
        guard holds else { throw RadioError.timeout(waitingFor: what) }
    }

    private func condition(_ number: Int, _ isSatisfied: @escaping @Sendable (ObjectTree) -> Bool) async -> Bool {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let answer = state.withLock { state -> Bool? in
                    if isSatisfied(state.tree) { return true }
                    if Task.isCancelled { return false }
                    state.waiters[number] = Waiter(isSatisfied: isSatisfied, continuation: continuation)
                    return nil
                }
                if let answer { continuation.resume(returning: answer) }
            }
        } onCancel: {
            state.withLock { $0.waiters.removeValue(forKey: number) }?.continuation.resume(returning: false)
        }
    }
}

extension Radio {
    /// Waits for the adapter to exist and to be powered, and powers it when nobody else does. Returns its path.
    package func poweredAdapter(timeout: Duration? = nil) async throws -> String {
        let name = adapterName
        try await wait(for: "a Bluetooth adapter", timeout: timeout) { $0.adapter(named: name) != nil }
        guard let path = tree.adapter(named: name) else { throw RadioError.noAdapter(name: name) }
        let isPowered: @Sendable (ObjectTree) -> Bool = {
            $0.properties(path, ObjectTree.Interface.adapter)?["Powered"]?.bool ?? false
        }
        do {
            try await wait(for: "the adapter's power", timeout: .seconds(3), until: isPowered)
        } catch is RadioError {
            try await set(path, ObjectTree.Interface.adapter, "Powered", .boolean(true))
            try await wait(for: "the adapter's power", timeout: .seconds(10), until: isPowered)
        }
        return path
    }

    @discardableResult
    package func call(
        _ path: String, _ interface: String, _ member: String, _ arguments: [BusValue] = [],
        timeout: Duration = Connection.Limit.callTimeout
    ) async throws -> [BusValue] {
        try await bus.call(Service.name, path, interface, member, arguments, timeout: timeout)
    }

    package func set(_ path: String, _ interface: String, _ property: String, _ value: BusValue) async throws {
        try await call(path, Service.properties, "Set", [.string(interface), .string(property), .variant(value)])
    }

    /// Subscribes: from now on `sink` gets each value, on the bus connection's thread, in order.
    package func subscribe(_ characteristic: String, _ sink: @escaping @Sendable ([UInt8]) -> Void) async throws {
        state.withLock { $0.sinks[characteristic] = sink }
        do {
            try await call(characteristic, ObjectTree.Interface.characteristic, "StartNotify")
        } catch {
            unsubscribe([characteristic])
            throw error
        }
    }

    /// Values of these go nowhere from now on; BlueZ itself ends notifications with the link.
    package func unsubscribe(_ characteristics: [String]) {
        state.withLock { state in
            for characteristic in characteristics { state.sinks[characteristic] = nil }
        }
    }

    /// From now on `listener` is told of a device whenever what it advertises as service data changes, on the bus connection's thread; `nil`
    /// ends it.
    func onServiceData(of device: String, _ listener: (@Sendable (ObjectTree.Device) -> Void)?) {
        state.withLock { $0.listeners[device] = listener }
    }

    package func read(_ characteristic: String) async throws -> [UInt8] {
        let reply = try await call(
            characteristic, ObjectTree.Interface.characteristic, "ReadValue", [.options([:])], timeout: .seconds(35))
        return reply.first?.byteArray ?? []
    }

    /// Writes; a request has a response, a command has none.
    package func write(_ characteristic: String, _ bytes: [UInt8], isRequest: Bool = true) async throws {
        try await call(
            characteristic, ObjectTree.Interface.characteristic, "WriteValue",
            [.bytes(bytes), .options(["type": .string(isRequest ? "request" : "command")])], timeout: .seconds(35))
    }
}
