// What is known of each device right now, for status and metrics. By octets: settings name a device without the type of its address.

import GATT
import Synchronization
import Uplink
import Vitals

final class DeviceBoard: Sendable {
    private let devices = Mutex<[UInt64: GatewayStatus.Device]>([:])

    /// Returns the state of the link before.
    @discardableResult
    func set(_ link: GatewayStatus.Device.Link, name: String?, of device: DeviceAddress) -> GatewayStatus.Device.Link? {
        devices.withLock { devices in
            let before = devices[device.octets]?.link
            var entry = devices[device.octets] ?? GatewayStatus.Device(address: device.description, name: nil, link: link, battery: nil)
            entry.link = link
            entry.name = name ?? entry.name
            devices[device.octets] = entry
            return before
        }
    }

    func remove(_ device: DeviceAddress) {
        devices.withLock { $0[device.octets] = nil }
    }

    func has(_ device: DeviceAddress) -> Bool { devices.withLock { $0[device.octets] != nil } }

    /// Keeps the battery's charge in view.
    func note(_ frame: Frame) {
        guard frame.characteristic == .batteryLevel, let level = try? BatteryLevel(decoding: frame.value.span) else { return }
        devices.withLock { $0[frame.device.octets]?.battery = level.percent }
    }

    var all: [GatewayStatus.Device] {
        devices.withLock { $0.sorted { $0.key < $1.key }.map(\.value) }
    }
}
