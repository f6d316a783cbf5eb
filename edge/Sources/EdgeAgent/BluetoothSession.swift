// What is done with devices besides listening to them: find, pair, forget. For the command line, and for commands of the collector.

package import BlueZ
import DBus
import GATT
package import Logging
package import Uplink
package import Vitals

/// A bus, a mirror of BlueZ and a discovery, for the time of one command.
package struct BluetoothSession: Sendable {
    package let radio: Radio
    private let discovery: Discovery

    /// A running gateway has looked into its list by then, and ended a link.
    package static let listPatience = Duration.seconds(6)

    private enum Limit {
        /// How long a command waits for bluetoothd to be there with an adapter.
        static let adapterTimeout = Duration.seconds(5)
        /// A device in pairing mode, or worn, advertises several times a second.
        static let searchTimeout = Duration.seconds(30)
    }

    /// Runs `body` with the radio ready; throws `RadioError` and `BusError` besides what `body` throws.
    package static func run<Result>(
        adapter: String?, logger: Logger, _ body: (BluetoothSession) async throws -> Result
    ) async throws -> Result {
        let bus = try Connection()
        do {
            let radio = try await Radio.open(on: bus, adapterName: adapter, logger: logger)
            do {
                try await radio.wait(for: "an adapter", timeout: Limit.adapterTimeout) { $0.adapter(named: adapter) != nil }
            } catch is RadioError {
                throw RadioError.noAdapter(name: adapter)
            }
            let result = try await body(BluetoothSession(radio: radio, discovery: Discovery(radio: radio, logger: logger)))
            await bus.close()
            return result
        } catch {
            await bus.close()
            throw error
        }
    }

    /// The path of a device, once BlueZ knows it or it was heard.
    package func find(_ device: DeviceAddress, onProgress: (String) -> Void) async throws -> String {
        let adapter = try await radio.poweredAdapter(timeout: Limit.adapterTimeout)
        if radio.tree.device(device, below: adapter) == nil { onProgress("searching for \(device)") }
        try await discovery.during { [radio] in
            try await radio.wait(for: "\(device) to be heard", timeout: Limit.searchTimeout) { $0.device(device, below: adapter) != nil }
        }
        return ObjectTree.path(of: device, below: adapter)
    }

    /// What was heard in so many seconds, the nearest first; `all`: devices without a known health service too.
    package func scan(seconds: Int, all: Bool) async throws -> [FoundDevice] {
        let adapter = try await radio.poweredAdapter(timeout: Limit.adapterTimeout)
        try await discovery.during { try await Task.sleep(for: .seconds(seconds)) }
        let names = Dictionary(CharacteristicDescription.all.map { ($0.service.uuid, $0.service.name) }) { first, _ in first }
        let health = Set(names.keys).subtracting([GATTService.battery, .deviceInformation].map(\.uuid))
        return radio.tree.devices(below: adapter)
            .filter { device in all || device.isAdvertiser || device.services.contains { health.contains($0) } }
            .sorted { ($0.signalStrength ?? .min) > ($1.signalStrength ?? .min) }
            .map { device in
                // Those that it offers, and those of which it advertises data.
                let services =
                    device.services + device.serviceData.keys.filter { !device.services.contains($0) }.sorted { $0.value < $1.value }
                return FoundDevice(
                    address: device.address, name: device.name, signalStrength: device.signalStrength,
                    services: services.map(\.description), serviceNames: services.compactMap { names[$0] }, isPaired: device.isPaired,
                    isConnected: device.isConnected)
            }
    }

    package enum Kept: Hashable, Sendable {
        case paired
        /// Without pairing: it says everything in its advertisements.
        case advertiser
    }

    /// Pairs with a device where it has to be, and keeps it.
    package func pair(
        _ device: DeviceAddress, in devices: DeviceList, prompt: any PairingPrompt, onProgress: (String) -> Void
    ) async throws -> Kept {
        let path = try await find(device, onProgress: onProgress)
        if radio.tree.device(at: path)?.isAdvertiser == true {
            try devices.add(device)
            return .advertiser
        }
        onProgress("pairing with \(radio.tree.device(at: path)?.name ?? device.description)")
        do {
            try await PairingAgent(radio: radio, prompt: prompt).pair(path)
        } catch BusError.remote(let name, let message) {
            throw PairingError.refused(device, "\(name): \(message)")
        }
        try devices.add(device)
        return .paired
    }

    /// Keeps a device no longer, and removes its pairing; false when it was neither kept nor known. `hasEnded` returns once nobody serves the
    /// device any more: else it would be taken up again meanwhile.
    package func forget(
        _ device: DeviceAddress, in devices: DeviceList, _ consents: ConsentList, hasEnded: () async -> Void
    ) async throws -> Bool {
        let wasKept = try devices.remove(device)
        try consents.remove(device)
        if wasKept { await hasEnded() }
        guard let adapter = radio.tree.adapter(named: radio.adapterName), let path = radio.tree.device(device, below: adapter) else {
            return wasKept
        }
        try await radio.call(adapter, ObjectTree.Interface.adapter, "RemoveDevice", [.objectPath(path)])
        return true
    }
}

package enum PairingError: Error, Hashable {
    case refused(DeviceAddress, String)
}

extension PairingError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .refused(let device, let reason):
            "the device refused (\(reason)); is it in pairing mode, and was the passkey right? A device that forgot an earlier pairing has to "
                + "be removed first: vitalflow-edge forget \(device)"
        }
    }
}
