// `vitalflow-edge scan`: which devices are near.

import ArgumentParser
import BlueZ
import EdgeAgent
import GATT
import Logging
import Telemetry
import Vitals

struct ScanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "scan", abstract: "List the Bluetooth LE devices nearby.")

    @OptionGroup var options: SettingOptions

    @Option(help: "Seconds to listen, 1 to 300.")
    var seconds = 10

    @Flag(help: "Show devices without a known health service too.")
    var all = false

    @Flag(help: "Print JSON.")
    var json = false

    private struct Found: Encodable {
        let address: String
        let addressType: String
        let name: String?
        let signalStrength: Int?
        let services: [String]
        let isPaired: Bool
        let isConnected: Bool

        enum CodingKeys: String, CodingKey {
            case address, name, services
            case addressType = "address_type"
            case signalStrength = "rssi_dbm"
            case isPaired = "is_paired"
            case isConnected = "is_connected"
        }
    }

    func validate() throws {
        guard (1...300).contains(seconds) else { throw ValidationError("--seconds has to be from 1 to 300") }
    }

    func run() async throws {
        let settings = try options.settings()
        try await BluetoothSession.run(adapter: settings.adapter) { session in
            if !json { print("listening for \(seconds) s on \(AdapterInventory.list().map(\.name).joined(separator: ", "))") }
            let seconds = seconds
            let adapter = try await session.radio.poweredAdapter()
            try await session.discovery.during { try await Task.sleep(for: .seconds(seconds)) }
            let known = Set(CharacteristicDescription.all.map(\.service.uuid)).subtracting(
                [GATTService.battery, .deviceInformation].map(\.uuid))
            let devices = session.radio.tree.devices(below: adapter).filter { device in
                all || device.isAdvertiser || device.services.contains { known.contains($0) }
            }
            if json {
                print(String(decoding: try RuntimeFiles.encoded(devices.map(Self.found)), as: UTF8.self))
            } else {
                show(devices)
            }
        }
    }

    private static func found(_ device: ObjectTree.Device) -> Found {
        Found(
            address: device.address.description, addressType: device.address.isRandom ? "random" : "public", name: device.name,
            signalStrength: device.signalStrength, services: Self.services(of: device).map(\.description), isPaired: device.isPaired,
            isConnected: device.isConnected)
    }

    /// Those that it offers, and those of which it advertises data.
    private static func services(of device: ObjectTree.Device) -> [BluetoothUUID] {
        device.services + device.serviceData.keys.filter { !device.services.contains($0) }.sorted { $0.value < $1.value }
    }

    private func show(_ devices: [ObjectTree.Device]) {
        if devices.isEmpty {
            print("nothing heard: is the device worn, awake, near, and not connected to a phone? --all shows every device")
        }
        let names = Dictionary(CharacteristicDescription.all.map { ($0.service.uuid, $0.service.name) }) { first, _ in first }
        for device in devices.sorted(by: { ($0.signalStrength ?? .min) > ($1.signalStrength ?? .min) }) {
            let strength = device.signalStrength.map { "\($0) dBm" } ?? "not heard"
            let services = Self.services(of: device).compactMap { names[$0] }.joined(separator: ", ")
            print("\(device.address)  \(strength)  \(device.name ?? "(no name)")  \(services)\(device.isPaired ? "  paired" : "")")
        }
    }
}
