// The life of one configured device: heard, connected, its values subscribed and read, and taken up again when the link is lost; or only
// heard, where it says everything in its advertisements.
// BlueZ does not reconnect health devices by itself.

import DBus
import GATT
package import Logging
package import Vitals

package struct DeviceLink: Sendable {
    package enum Phase: Hashable, Sendable {
        case searching, connecting, connected
        /// Without a connection.
        case listening
    }

    package enum Event: Sendable {
        case phase(Phase, name: String?)
        /// `device` with the type of address that BlueZ reports.
        case value(device: DeviceAddress, characteristic: BluetoothUUID, origin: FrameOrigin, bytes: [UInt8])
    }

    private enum Limit {
        static let retryFirst = Duration.milliseconds(500)
        static let retryMax = Duration.seconds(15)
        /// A link that held for less is as good as one that failed: taking it up at once, again and again, would starve other devices.
        static let stable = Duration.seconds(10)
        /// After such a link: the device is there, so not for long.
        static let unstableRetryMax = Duration.seconds(2)
    }

    private let address: DeviceAddress
    private let radio: Radio
    private let discovery: Discovery
    private let keeper: any RecordKeeper
    private let logger: Logger
    private let onEvent: @Sendable (Event) -> Void

    /// `onEvent` gets values on the bus connection's thread, as they come.
    package init(
        _ address: DeviceAddress, radio: Radio, discovery: Discovery, keeper: any RecordKeeper, logger: Logger,
        onEvent: @escaping @Sendable (Event) -> Void
    ) {
        self.address = address
        self.radio = radio
        self.discovery = discovery
        self.keeper = keeper
        self.logger = logger
        self.onEvent = onEvent
    }

    /// Runs until cancelled.
    package func run() async throws {
        var retry = Limit.retryFirst
        while !Task.isCancelled {
            do {
                let path = try await find()
                if let device = radio.tree.device(at: path), !device.isConnected, device.isAdvertiser {
                    try await listen(to: device, at: path)
                    continue
                }
                onEvent(.phase(.connecting, name: radio.tree.device(at: path)?.name))
                let client = try await LinkClient.connect(to: path, radio)
                let held = try await ContinuousClock().measure { try await useServices(client) }
                logger.info("link lost", metadata: ["held.seconds": "\(held.inSeconds)"])
                retry = held >= Limit.stable ? Limit.retryFirst : min(retry, Limit.unstableRetryMax)
                if held >= Limit.stable { continue }
            } catch let error where !(error is CancellationError) && !Task.isCancelled {
                if case BusError.closed = error { throw error }
                logger.info("link attempt failed", metadata: ["error": "\(error)", "retry.seconds": "\(retry.inSeconds)"])
                if let hint = Self.hint(error) { logger.warning("device needs attention", metadata: ["hint": "\(hint)"]) }
            }
            try await Task.sleep(for: retry)
            retry = min(retry * 2, Limit.retryMax)
        }
    }

    private static func hint(_ error: any Error) -> String? {
        guard case BusError.remote(let name, let message) = error else { return nil }
        if name.hasSuffix("NotAuthorized") || name.hasSuffix("NotPermitted") || message.contains("Authentication") {
            return "the device wants to be paired: vitalflow-edge pair ADDRESS"
        }
        return nil
    }

    /// The device's path, once BlueZ knows it: from before, or because it was heard.
    private func find() async throws -> String {
        let adapter = try await radio.poweredAdapter()
        if let path = radio.tree.device(address, below: adapter) { return path }
        onEvent(.phase(.searching, name: nil))
        logger.info("searching")
        let address = address
        try await discovery.during { [radio] in
            try await radio.wait(for: "the device to be heard") {
                $0.device(address, below: adapter) != nil || $0.adapter(named: nil) == nil
            }
        }
        guard let path = radio.tree.device(address, below: adapter) else { throw RadioError.noAdapter(name: radio.adapterName) }
        return path
    }

    /// Until BlueZ has forgotten the device, because nothing was heard for a while.
    private func listen(to device: ObjectTree.Device, at path: String) async throws {
        let onEvent = onEvent
        let listener = AdvertisementListener { uuid, bytes in
            onEvent(.value(device: device.address, characteristic: uuid, origin: .advertisement, bytes: bytes))
        }
        onEvent(.phase(.listening, name: device.name))
        logger.info("listening to advertisements")
        radio.onServiceData(of: path) { listener.heard($0) }
        defer { radio.onServiceData(of: path, nil) }
        listener.heard(device)
        try await discovery.during { [radio] in
            try await radio.wait(for: "the device to be silent") { $0.device(at: path) == nil }
        }
    }

    /// Subscribes, reads, and does what the services ask for, until the link is lost.
    private func useServices(_ client: LinkClient) async throws {
        let device = radio.tree.device(at: client.path)?.address ?? address
        let procedures = LinkProcedures(client, device: device, keeper: keeper, logger: logger)
        defer { radio.unsubscribe(client.characteristics.map(\.path)) }
        let onEvent = onEvent
        let onRead: @Sendable (ObjectTree.Characteristic, [UInt8]) -> Void = { characteristic, bytes in
            onEvent(.value(device: device, characteristic: characteristic.uuid, origin: .read, bytes: bytes))
        }
        try await procedures.setClock(onRead: onRead)
        try await subscribeAndRead(client, device, procedures)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await procedures.run(onRead: onRead) }
            try await untilLost(client.path)
            group.cancelAll()
        }
        onEvent(.phase(.searching, name: nil))
    }

    /// Subscribes first, so that no beat is missed while texts are read.
    private func subscribeAndRead(_ client: LinkClient, _ device: DeviceAddress, _ procedures: LinkProcedures) async throws {
        let known = client.characteristics.compactMap { characteristic in
            CharacteristicDescription(uuid: characteristic.uuid).map { (characteristic, $0.access) }
        }.filter { $0.1 != .procedure }
        for (characteristic, access) in known where access == .notify { try await subscribe(characteristic, device, procedures) }
        onEvent(.phase(.connected, name: radio.tree.device(at: client.path)?.name))
        logger.info("connected", metadata: ["characteristics": "\(known.count)"])
        for (characteristic, access) in known where access != .notify {
            // Read before subscribing: BlueZ delivers a read of a subscribed characteristic a second time, as a notification.
            if characteristic.flags.contains("read"), !procedures.hasRead(characteristic) {
                do {
                    let bytes = try await client.read(characteristic)
                    onEvent(.value(device: device, characteristic: characteristic.uuid, origin: .read, bytes: bytes))
                } catch let error as BusError where error != .closed {
                    logger.info("read failed", metadata: ["characteristic": "\(characteristic.uuid)", "error": "\(error)"])
                }
            }
            if access == .readAndNotify, !characteristic.flags.isDisjoint(with: ["notify", "indicate"]) {
                try await subscribe(characteristic, device, procedures)
            }
        }
    }

    private func subscribe(
        _ characteristic: ObjectTree.Characteristic, _ device: DeviceAddress, _ procedures: LinkProcedures
    ) async throws {
        let origin: FrameOrigin = characteristic.flags.contains("notify") ? .notification : .indication
        let onEvent = onEvent
        try await radio.subscribe(characteristic.path) { bytes in
            guard procedures.received(characteristic.uuid, bytes) else { return }
            onEvent(.value(device: device, characteristic: characteristic.uuid, origin: origin, bytes: bytes))
        }
    }

    private func untilLost(_ path: String) async throws {
        try await radio.wait(for: "the link's end") { tree in
            tree.properties(path, ObjectTree.Interface.device)?["Connected"]?.bool != true
        }
    }
}
