// Heart rates of some straps, as they come in: one a second of each.

import Uplink
import Vitals

/// Frames and batches as a gateway makes them, from some time ago.
struct HeartRates {
    let straps: Int
    let start = Instant(sinceBoot: .seconds(3600))
    let wall: Timestamp
    private var made = 0

    init(straps: Int, wall: Timestamp = Timestamp(milliseconds: 1_795_419_900_000)) {
        self.straps = straps
        self.wall = wall
    }

    /// The next ones, in the order of their arrival.
    mutating func next(_ count: Int) -> [Frame] {
        (made..<made + count).compactMap { (index) -> Frame? in
            made += 1
            guard let device = DeviceAddress(rawValue: UInt64(index % straps + 1) | 0xC000_0000_0000 | 1 << 48) else { return nil }
            let interval = UInt16(800 + index % 97)
            return Frame(
                device: device, characteristic: BluetoothUUID(short: 0x2A37), origin: .notification, arrival: now,
                value: [0x16, 60 + UInt8(index % 30), UInt8(interval & 0xFF), UInt8(interval >> 8)])
        }
    }

    private var now: Instant { start + .milliseconds(made * 1000 / straps) }

    var anchor: ClockAnchor {
        ClockAnchor(boot: 1, instant: now, wall: wall + .milliseconds(made * 1000 / straps), isSynchronized: true)
    }
}
