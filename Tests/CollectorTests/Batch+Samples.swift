// Batches of heart-rate frames as a strap with RR intervals sends them.

import GATT
import TestSupport
import Uplink
import Vitals

extension Instant {
    /// Of one boot of the tests' gateway, by a clock that never stepped.
    static func sample(at wall: Timestamp) -> Instant { Instant(sinceBoot: wall - Timestamp(milliseconds: 1_700_000_000_000)) }
}

extension Batch {
    static let strap = DeviceAddress("C0:00:00:00:00:01", isRandom: true)

    /// One frame for each rate and intervals, a second apart, the last one at `wall`.
    static func heartRates(
        _ sequence: UInt64, at wall: Timestamp, rates: [UInt8] = [72], intervals: [UInt16] = [853], contact: Bool = true,
        isSynchronized: Bool = true
    ) throws -> Batch {
        let now = Instant.sample(at: wall)
        guard let device = strap else { throw NeverHappened(what: "a device address", seconds: 0) }
        return Batch(
            epoch: TestGateway.epoch, sequence: sequence,
            anchor: ClockAnchor(boot: 7, instant: now, wall: wall, isSynchronized: isSynchronized), isSimulated: true,
            frames: rates.enumerated().map { index, rate in
                Frame(
                    device: device, characteristic: .heartRateMeasurement, origin: .notification,
                    arrival: Instant(sinceBoot: now.sinceBoot - .seconds(rates.count - 1 - index)),
                    value: [contact ? 0x16 : 0x14, rate] + intervals.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
            })
    }
}
