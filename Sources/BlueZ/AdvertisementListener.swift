// Some sensors and scales never connect: they advertise what they measure, and whoever hears it has it.

import GATT
import Synchronization
import Vitals

/// Tells what a device advertises that VitalFlow can decode, each change once.
final class AdvertisementListener: Sendable {
    private let last = Mutex<[BluetoothUUID: [UInt8]]>([:])
    private let onValue: @Sendable (BluetoothUUID, [UInt8]) -> Void

    init(onValue: @escaping @Sendable (BluetoothUUID, [UInt8]) -> Void) {
        self.onValue = onValue
    }

    /// BlueZ tells all service data when one of them changes, and an advertisement is sent many times.
    func heard(_ device: ObjectTree.Device) {
        for (uuid, bytes) in device.serviceData where CharacteristicDescription(uuid: uuid)?.access == .advertisement {
            let isNew = last.withLock { last in
                defer { last[uuid] = bytes }
                return last[uuid] != bytes
            }
            if isNew { onValue(uuid, bytes) }
        }
    }
}
