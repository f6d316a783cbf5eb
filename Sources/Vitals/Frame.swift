// A frame is the raw truth: one value as a device sent it. Gateways store and forward frames; only the collector decodes them.

/// How a value came from the device.
package enum FrameOrigin: UInt8, Hashable, Sendable {
    case notification = 0
    case indication = 1
    case read = 2
    /// Heard without a connection, as service data.
    case advertisement = 3
}

/// What a frame is worth when room runs out: streams go before anything that somebody measured on purpose.
package enum FrameClass: UInt8, Hashable, Sendable, CaseIterable {
    /// Heart rate, waveforms: there is more of it every second.
    case stream = 0
    /// A blood pressure, a glucose value, a weight: whoever measured it will not measure it again.
    case clinical = 1
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
