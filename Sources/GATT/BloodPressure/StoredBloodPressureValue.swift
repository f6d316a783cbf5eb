// What the segments of a record amount to.

package import Vitals

/// A stored value of a characteristic, complete.
package struct StoredBloodPressureValue: Hashable, Sendable {
    package let sequenceNumber: UInt16
    package let uuid: BluetoothUUID
    package let bytes: [UInt8]

    package init(sequenceNumber: UInt16, uuid: BluetoothUUID, bytes: [UInt8]) {
        self.sequenceNumber = sequenceNumber
        self.uuid = uuid
        self.bytes = bytes
    }
}
