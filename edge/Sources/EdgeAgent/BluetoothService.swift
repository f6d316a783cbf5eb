// Keeps a link to every configured device, as long as there is a bus, a bluetoothd and an adapter; waits and comes back when not.

import BlueZ
import DBus
import GATT
import Logging
import ServiceLifecycle
import Synchronization
import Telemetry
import Uplink
import Vitals

struct BluetoothService: Service {
    let settings: EdgeSettings
    let devices: DeviceList
    let clock: SystemClock
    let records: GatewayRecords
    let board: DeviceBoard
    let metrics: EdgeMetrics
    let logger: Logger
    let onFrame: @Sendable (Frame) -> Void

    private enum Limit {
        static let busRetry = Duration.seconds(2)
        /// How soon a device that was just paired is taken up.
        static let listInterval = Duration.seconds(3)
    }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    let bus = try Connection()
                    do { try await serve(bus) } catch {
                        await bus.close()
                        throw error
                    }
                } catch {
                    if Task.isCancelled { return }
                    logger.error(
                        "no bus, trying again",
                        metadata: ["error": "\(error)", "hint": "is D-Bus running, and may this user talk to org.bluez?"])
                }
                try? await Task.sleep(for: Limit.busRetry)
            }
        }
    }

    private func serve(_ bus: Connection) async throws {
        let radio = try await Radio.open(on: bus, adapterName: settings.adapter, logger: logger)
        let discovery = Discovery(radio: radio, logger: logger)
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await bus.closed() }
            group.addTask { await keepLinks(radio, discovery) }
            await group.next()
            group.cancelAll()
        }
        try Task.checkCancellation()
        throw BusError.closed
    }

    /// Devices that have a link of their own, by octets.
    private final class Served: Sendable {
        private let devices = Mutex<Set<UInt64>>([])

        func insert(_ device: DeviceAddress) -> Bool { devices.withLock { $0.insert(device.octets).inserted } }
        func remove(_ device: DeviceAddress) { _ = devices.withLock { $0.remove(device.octets) } }
    }

    /// A link for each device of the settings and of the list, as long as it stands there.
    private func keepLinks(_ radio: Radio, _ discovery: Discovery) async {
        let served = Served()
        await withDiscardingTaskGroup { links in
            var count = 0
            while !Task.isCancelled {
                // Of a list that cannot be read nothing is known: the links stay as they are.
                for device in settings.devices + ((try? devices.read()) ?? []) where served.insert(device) {
                    count += 1
                    // A number of this run: an address does not belong into a log.
                    var logger = logger
                    logger[metadataKey: "device"] = "\(count)"
                    let link = link(device, radio, discovery, logger)
                    links.addTask {
                        await keep(link, to: device)
                        await disconnect(device, radio)
                        if !isKept(device) { board.remove(device) }
                        served.remove(device)
                    }
                }
                try? await Task.sleep(for: Limit.listInterval)
            }
            links.cancelAll()
        }
    }

    private func isKept(_ device: DeviceAddress) -> Bool {
        guard let list = try? devices.read() else { return true }
        return (settings.devices + list).contains { $0.octets == device.octets }
    }

    /// Until the device stands in neither the settings nor the list any more.
    private func keep(_ link: DeviceLink, to device: DeviceAddress) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { try? await link.run() }
            group.addTask {
                while !Task.isCancelled, isKept(device) { try? await Task.sleep(for: Limit.listInterval) }
            }
            await group.next()
            group.cancelAll()
        }
    }

    /// BlueZ keeps a link that nobody ends, and a device that has one cannot be heard by others.
    private func disconnect(_ device: DeviceAddress, _ radio: Radio) async {
        guard let adapter = radio.tree.adapter(named: radio.adapterName), let path = radio.tree.device(device, below: adapter) else {
            return
        }
        _ = try? await radio.call(path, ObjectTree.Interface.device, "Disconnect")
    }

    private func link(_ device: DeviceAddress, _ radio: Radio, _ discovery: Discovery, _ logger: Logger) -> DeviceLink {
        board.set(.searching, name: nil, of: device)
        return DeviceLink(device, radio: radio, discovery: discovery, keeper: records, logger: logger) { event in
            switch event {
            case .phase(let phase, let name):
                if board.set(phase.link, name: name, of: device) == .connected { metrics.linksLost.increment() }
            case .value(let address, let characteristic, let origin, let bytes):
                guard bytes.count <= Frame.valueLengthMax else { return }
                onFrame(
                    Frame(device: address, characteristic: characteristic, origin: origin, arrival: clock.instant, value: bytes))
            }
        }
    }
}

extension DeviceLink.Phase {
    fileprivate var link: GatewayStatus.Device.Link {
        switch self {
        case .searching: .searching
        case .connecting: .connecting
        case .connected: .connected
        case .listening: .listening
        }
    }
}
