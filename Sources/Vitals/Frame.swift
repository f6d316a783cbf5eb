// A frame is the raw truth: one value as a device sent it. Gateways store and forward frames; only the collector decodes them.

/// How a value came from the device.
package enum FrameOrigin: UInt8, Hashable, Sendable {
    case notification = 0
    case indication = 1
    case read = 2
    /// Heard without a connection, as service data.
    case advertisement = 3

    /// Whether it is one of few, which has to hold through a power cut: whoever measured it will not measure it again.
    package var isClinical: Bool { self == .indication || self == .advertisement }
}

/// One value as a device sent it, and when it arrived.
package struct Frame: Hashable, Sendable {
    package let device: DeviceAddress
    package let characteristic: BluetoothUUID
    package let origin: FrameOrigin
    /// Since the gateway's boot (`CLOCK_BOOTTIME`): a Raspberry Pi has no other clock that it can trust after a power cut.
    package let arrival: Instant
    package let value: [UInt8]

    /// 512 octets: the longest value that an attribute can have (Core Specification 5.4, Vol 3, Part F, §3.2.9).
    package static let valueLengthMax = 512

    package init(device: DeviceAddress, characteristic: BluetoothUUID, origin: FrameOrigin, arrival: Instant, value: [UInt8]) {
        self.device = device
        self.characteristic = characteristic
        self.origin = origin
        self.arrival = arrival
        self.value = value
    }
}
