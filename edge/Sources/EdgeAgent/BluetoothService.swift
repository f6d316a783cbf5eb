// Keeps a link to every configured device, as long as there is a bus, a bluetoothd and an adapter; waits and comes back when not.

import BlueZ
import DBus
import GATT
import Logging
import ServiceLifecycle
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
                    try await serve(bus)
                    await bus.close()
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
            group.addTask {
                await withTaskGroup(of: Void.self) { links in
                    var served: Set<UInt64> = []
                    while !Task.isCancelled {
                        for device in settings.devices + devices.read() where served.insert(device.octets).inserted {
                            // A number of this run: an address does not belong into a log.
                            var logger = logger
                            logger[metadataKey: "device"] = "\(served.count)"
                            let link = link(device, radio, discovery, logger)
                            links.addTask { try? await link.run() }
                        }
                        try? await Task.sleep(for: Limit.listInterval)
                    }
                    links.cancelAll()
                }
            }
            await group.next()
            group.cancelAll()
        }
        try Task.checkCancellation()
        throw BusError.closed
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
