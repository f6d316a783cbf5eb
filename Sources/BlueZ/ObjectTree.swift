// A mirror of BlueZ's objects, kept by its signals. Pure: messages in, tree out, so that every order of signals can be tested.

package import DBus
import GATT
package import Vitals

package struct ObjectTree: Sendable {
    package typealias Properties = [String: BusValue]

    /// Path → interface → property → value.
    private(set) var objects: [String: [String: Properties]] = [:]

    package init() {}

    package enum Interface {
        package static let adapter = "org.bluez.Adapter1"
        package static let device = "org.bluez.Device1"
        package static let service = "org.bluez.GattService1"
        package static let characteristic = "org.bluez.GattCharacteristic1"
    }

    /// Takes over the answer of `GetManagedObjects`; signals that came while it was asked for are applied after it.
    package mutating func replace(with reply: [BusValue]) {
        objects = (reply.first?.entries ?? [:]).mapValues { interfaces in
            (interfaces.entries ?? [:]).mapValues { $0.entries ?? [:] }
        }
    }

    package mutating func removeAll() { objects = [:] }

    /// Applies a signal of the object manager or of an object's properties; others change nothing.
    package mutating func apply(_ signal: BusMessage) {
        switch signal.member {
        case "PropertiesChanged":
            guard signal.arguments.count >= 2, let interface = signal.arguments[0].text, let changed = signal.arguments[1].entries else {
                return
            }
            objects[signal.path, default: [:]][interface, default: [:]].merge(changed) { _, new in new }
            for name in (signal.arguments.count > 2 ? signal.arguments[2].elements : nil) ?? [] {
                name.text.map { objects[signal.path]?[interface]?[$0] = nil }
            }
        case "InterfacesAdded":
            guard signal.arguments.count == 2, let path = signal.arguments[0].text, let added = signal.arguments[1].entries else { return }
            for (interface, properties) in added { objects[path, default: [:]][interface] = properties.entries ?? [:] }
        case "InterfacesRemoved":
            guard signal.arguments.count == 2, let path = signal.arguments[0].text, let removed = signal.arguments[1].elements else {
                return
            }
            for interface in removed { interface.text.map { objects[path]?[$0] = nil } }
            if objects[path]?.isEmpty == true { objects[path] = nil }
        default: break
        }
    }

    package func properties(_ path: String, _ interface: String) -> Properties? { objects[path]?[interface] }

    /// The path of an adapter: of the name given, or the first there is.
    package func adapter(named name: String?) -> String? {
        objects.filter { $0.value[Interface.adapter] != nil }.keys.sorted().first { name == nil || $0.hasSuffix("/\(name ?? "")") }
    }

    /// The path of a device below an adapter.
    package func device(_ address: DeviceAddress, below adapter: String) -> String? {
        let path = Self.path(of: address, below: adapter)
        return objects[path]?[Interface.device] == nil ? nil : path
    }

    /// `/org/bluez/hci0/dev_C0_00_00_00_00_01`
    package static func path(of address: DeviceAddress, below adapter: String) -> String {
        adapter + "/dev_" + address.description.map { $0 == ":" ? "_" : String($0) }.joined()
    }

    /// A characteristic of a device.
    package struct Characteristic: Hashable, Sendable {
        package let path: String
        package let uuid: BluetoothUUID
        package let flags: Set<String>
    }

    /// The characteristics below a device, by path.
    package func characteristics(of device: String) -> [Characteristic] {
        objects.filter { $0.key.hasPrefix(device + "/") }.compactMap { path, interfaces in
            guard let properties = interfaces[Interface.characteristic], let uuid = properties["UUID"]?.text.flatMap({ BluetoothUUID($0) })
            else {
                return nil
            }
            return Characteristic(path: path, uuid: uuid, flags: Set((properties["Flags"]?.elements ?? []).compactMap(\.text)))
        }.sorted { $0.path < $1.path }
    }

    /// A device that BlueZ knows of.
    package struct Device: Hashable, Sendable {
        package let address: DeviceAddress
        package let name: String?
        /// In dBm, as heard last; `nil` when not heard since discovery began.
        package let signalStrength: Int?
        package let services: [BluetoothUUID]
        /// What it advertises of itself without a connection.
        package let serviceData: [BluetoothUUID: [UInt8]]
        package let isConnected: Bool
        package let isPaired: Bool

        /// Whether it says what it measures in its advertisements, and so is heard rather than connected to.
        package var isAdvertiser: Bool { serviceData.keys.contains { CharacteristicDescription(uuid: $0)?.access == .advertisement } }
    }

    package func devices(below adapter: String) -> [Device] {
        objects.filter { $0.key.hasPrefix(adapter + "/") }.compactMap { path, _ in device(at: path) }.sorted {
            $0.address.octets < $1.address.octets
        }
    }

    package func device(at path: String) -> Device? {
        guard let properties = objects[path]?[Interface.device], let text = properties["Address"]?.text,
            let address = DeviceAddress(text, isRandom: properties["AddressType"]?.text == "random")
        else { return nil }
        return Device(
            address: address, name: properties["Name"]?.text, signalStrength: properties["RSSI"]?.integer,
            services: (properties["UUIDs"]?.elements ?? []).compactMap { $0.text.flatMap { BluetoothUUID($0) } },
            serviceData: Dictionary(
                (properties["ServiceData"]?.entries ?? [:]).compactMap { uuid, value in
                    BluetoothUUID(uuid).flatMap { uuid in value.byteArray.map { (uuid, $0) } }
                }, uniquingKeysWith: { first, _ in first }),
            isConnected: properties["Connected"]?.bool ?? false, isPaired: properties["Paired"]?.bool ?? false)
    }
}
