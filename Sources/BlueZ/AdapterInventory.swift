// Which adapters the kernel has, asked of the kernel itself: BlueZ may not be running, or may not have taken an adapter yet.

import CBluetooth
package import Vitals

/// A Bluetooth controller that is up.
package struct Adapter: Hashable, Sendable {
    /// `hci0` and so on: the last part of the adapter's D-Bus path.
    package let name: String
    package let address: DeviceAddress
}

package enum AdapterInventory {
    /// The adapters that are up now, by number. Empty where the kernel has no Bluetooth.
    package static func list() -> [Adapter] {
        var numbers: [Int32] = []
        unsafe withUnsafeMutablePointer(to: &numbers) { pointer in
            _ = hci_for_each_dev(
                Int32(HCI_UP),
                { _, number, context in
                    unsafe UnsafeMutablePointer<[Int32]>(bitPattern: context)?.pointee.append(number)
                    return 0
                }, Int(bitPattern: pointer))
        }
        return numbers.sorted().compactMap(adapter)
    }

    private static func adapter(number: Int32) -> Adapter? {
        var info = hci_dev_info()
        guard unsafe hci_devinfo(number, &info) == 0 else { return nil }
        // bdaddr_t holds the least significant octet first.
        let octets = info.bdaddr.b
        let value = [octets.5, octets.4, octets.3, octets.2, octets.1, octets.0].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return DeviceAddress(rawValue: value).map { Adapter(name: "hci\(number)", address: $0) }
    }
}
