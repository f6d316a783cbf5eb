import Testing
import Vitals

@testable import BlueZ
@testable import DBus

@Suite("The mirror of BlueZ's objects")
struct ObjectTreeTests {
    static let adapter = "/org/bluez/hci0"
    static let device = "/org/bluez/hci0/dev_C0_00_00_00_00_01"

    static func properties(_ entries: [String: BusValue]) -> BusValue { .options(entries) }

    static func interfaces(_ entries: [String: BusValue]) -> BusValue {
        .dictionary(entries, keySignature: "s", valueSignature: "a{sv}")
    }

    static func signal(_ member: String, _ path: String = "/", _ arguments: [BusValue]) -> BusMessage {
        BusMessage(sender: "org.bluez", path: path, interface: "", member: member, arguments: arguments)
    }

    static var tree: ObjectTree {
        var tree = ObjectTree()
        tree.replace(with: [
            .dictionary(
                [
                    adapter: interfaces([ObjectTree.Interface.adapter: properties(["Powered": .boolean(true)])]),
                    device: interfaces([
                        ObjectTree.Interface.device: properties([
                            "Address": .string("C0:00:00:00:00:01"), "AddressType": .string("random"), "Name": .string("Strap"),
                            "Connected": .boolean(false), "RSSI": .int16(-60),
                        ])
                    ]),
                    device + "/service1/char2": interfaces([
                        ObjectTree.Interface.characteristic: properties([
                            "UUID": .string("00002a37-0000-1000-8000-00805f9b34fb"),
                            "Flags": .array([.string("notify")], elementSignature: "s"),
                        ])
                    ]),
                ], keySignature: "o", valueSignature: "a{sa{sv}}")
        ])
        return tree
    }

    @Test("finds the adapter, the device and its characteristics")
    func finds() throws {
        let tree = Self.tree
        let address = try #require(DeviceAddress("C0:00:00:00:00:01"))
        #expect(tree.adapter(named: nil) == Self.adapter)
        #expect(tree.adapter(named: "hci1") == nil)
        #expect(tree.device(address, below: Self.adapter) == Self.device)
        let device = try #require(tree.device(at: Self.device))
        #expect(device.address.isRandom && device.name == "Strap" && device.signalStrength == -60 && !device.isConnected)
        #expect(tree.characteristics(of: Self.device).map(\.uuid) == [BluetoothUUID(short: 0x2A37)])
    }

    @Test("follows properties that change and that become invalid")
    func properties() {
        var tree = Self.tree
        tree.apply(
            Self.signal(
                "PropertiesChanged", Self.device,
                [
                    .string(ObjectTree.Interface.device), Self.properties(["Connected": .boolean(true)]),
                    .array([.string("RSSI")], elementSignature: "s"),
                ]))
        #expect(tree.device(at: Self.device)?.isConnected == true)
        #expect(tree.device(at: Self.device)?.signalStrength == nil)
    }

    @Test("follows objects that come and go")
    func objects() throws {
        var tree = Self.tree
        let another = Self.adapter + "/dev_C0_00_00_00_00_02"
        tree.apply(
            Self.signal(
                "InterfacesAdded", "/",
                [
                    .objectPath(another),
                    Self.interfaces([ObjectTree.Interface.device: Self.properties(["Address": .string("C0:00:00:00:00:02")])]),
                ]))
        #expect(tree.devices(below: Self.adapter).count == 2)
        tree.apply(
            Self.signal(
                "InterfacesRemoved", "/",
                [.objectPath(another), .array([.string(ObjectTree.Interface.device)], elementSignature: "s")]))
        #expect(tree.devices(below: Self.adapter).count == 1)
    }

    @Test("ignores signals that are not what they seem")
    func malformed() {
        var tree = Self.tree
        for member in ["PropertiesChanged", "InterfacesAdded", "InterfacesRemoved", "Unknown"] {
            for arguments in [[], [.byte(1)], [.string("a")], [.string("a"), .byte(2)], [.objectPath("/x"), .byte(2), .byte(3)]]
                as [[BusValue]]
            {
                tree.apply(Self.signal(member, Self.device, arguments))
            }
        }
        #expect(tree.device(at: Self.device)?.name == "Strap")
        tree.replace(with: [.byte(1)])
        #expect(tree.adapter(named: nil) == nil)
    }

    @Test("The adapter inventory answers whether or not there is Bluetooth")
    func inventory() {
        for adapter in AdapterInventory.list() { #expect(adapter.name.hasPrefix("hci")) }
    }
}
