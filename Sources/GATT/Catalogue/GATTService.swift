// A service groups characteristics; its UUID is what a device advertises.

package import Vitals

/// A service of the assigned numbers, or a vendor's.
package struct GATTService: Hashable, Sendable {
    package let uuid: BluetoothUUID
    package let name: String

    package init(_ uuid: BluetoothUUID, _ name: String) {
        self.uuid = uuid
        self.name = name
    }

    package init(_ short: UInt16, _ name: String) {
        self.init(BluetoothUUID(short: short), name)
    }
}
