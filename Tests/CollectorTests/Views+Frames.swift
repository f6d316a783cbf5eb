// Values of one device, as its gateway sends them.

import TestSupport
import Uplink
import Vitals

@testable import Collector

extension Views {
    /// A frame for each value, a second apart, the last one at `wall`, of the device that anna wears; projected with a state read anew.
    func receive(_ sequence: UInt64, _ values: [(BluetoothUUID, [UInt8])], at wall: Timestamp = start) async throws {
        let now = Instant.sample(at: wall)
        try await receive(
            sequence,
            values.enumerated().map { index, value in
                (value.0, value.1, Instant(sinceBoot: now.sinceBoot - .seconds(values.count - 1 - index)))
            }, sealed: now, at: wall)
    }

    func receive(_ sequence: UInt64, _ values: [(UInt16, [UInt8])], at wall: Timestamp = start) async throws {
        try await receive(sequence, values.map { (BluetoothUUID(short: $0.0), $0.1) }, at: wall)
    }

    func receive(_ sequence: UInt64, _ values: [(BluetoothUUID, [UInt8], Instant)], sealed now: Instant, at wall: Timestamp) async throws {
        guard let device = Batch.strap else { throw NeverHappened(what: "a device address", seconds: 0) }
        let batch = Batch(
            epoch: TestGateway.epoch, sequence: sequence, anchor: ClockAnchor(boot: 7, instant: now, wall: wall, isSynchronized: true),
            isSimulated: false,
            frames: values.map { Frame(device: device, characteristic: $0.0, origin: .notification, arrival: $0.2, value: $0.1) })
        try await append([batch], received: wall)
        try await project()
    }
}
