// A gateway with straps that beat: what it would have heard within the last second.

import Glibc
import Synchronization
import Uplink
import Vitals

struct SimulatedGateway {
    let id: GatewayID
    private let devices: [DeviceAddress]
    private let epoch: UInt64
    private var sequence: UInt64 = 0
    private var beats: UInt64
    private let number: UInt64
    /// Heart rates and intervals that its batches had.
    private(set) var observations = 0

    init(_ name: String, number: Int, straps: Int, epoch: UInt64) throws {
        id = try GatewayID(name)
        devices = (0..<straps).compactMap { DeviceAddress(rawValue: UInt64(number * straps + $0) | 0xC000_0000_0000 | 1 << 48) }
        self.epoch = epoch
        (beats, self.number) = (UInt64(number), UInt64(number))
    }

    /// A value a second of each strap; each fifth has two intervals, as at 72 beats a minute.
    mutating func next() -> Batch {
        let (instant, wall) = Self.now()
        return next(at: wall, instant)
    }

    /// The same of another time.
    mutating func next(at wall: Timestamp) -> Batch {
        next(at: wall, Instant(sinceBoot: .milliseconds(wall.milliseconds - 1_700_000_000_000)))
    }

    private mutating func next(at wall: Timestamp, _ instant: Instant) -> Batch {
        sequence += 1
        let frames = devices.enumerated().map { index, device in
            beats &+= 1
            let (characteristic, value) = value(of: index)
            return Frame(
                device: device, characteristic: characteristic, origin: .notification,
                arrival: Instant(sinceBoot: instant.sinceBoot - .milliseconds(1000 - 1000 * (index + 1) / devices.count)), value: value)
        }
        return Batch(
            epoch: epoch, sequence: sequence, anchor: ClockAnchor(boot: 1, instant: instant, wall: wall, isSynchronized: true),
            isSimulated: true, frames: frames)
    }

    /// Every five minutes, each gateway at another time, three of its wearers are beyond a limit for a hundred seconds: one by the heart rate (high), one
    /// by an oximeter (medium), one by a strap that hangs loose (low).
    private mutating func value(of index: Int) -> (characteristic: BluetoothUUID, value: [UInt8]) {
        let isBeyond = (sequence + number * 7) % 300 < 100
        if index == 1, devices.count > 3 {
            // PLX Continuous Measurement: saturation and pulse as SFLOATs of whole numbers.
            observations += 2
            return (BluetoothUUID(short: 0x2A5F), [0, isBeyond ? 85 : 97, 0, 70, 0])
        }
        let interval = UInt16(780 + (beats &* 2_654_435_761 >> 16) % 97)
        let isFast = index == 0 && devices.count > 3 && isBeyond
        let isLoose = index == 2 && devices.count > 3 && isBeyond
        var value = [isLoose ? 0x14 : 0x16, UInt8((isFast ? 140 : 58) + beats % 23), UInt8(interval & 0xFF), UInt8(interval >> 8)]
        if beats.isMultiple(of: 5) { value += value[2...3] }
        observations += 1 + (value.count - 2) / 2
        return (BluetoothUUID(short: 0x2A37), value)
    }

    static func now() -> (instant: Instant, wall: Timestamp) {
        func read(_ clock: clockid_t) -> Duration {
            var time = timespec()
            unsafe clock_gettime(clock, &time)
            return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
        }
        return (Instant(sinceBoot: read(CLOCK_BOOTTIME)), Timestamp(milliseconds: read(CLOCK_REALTIME).wholeMilliseconds))
    }
}

/// A sealer that a dictionary can hold.
final class SharedSealer: Sendable {
    private let sealer: Mutex<BatchSealer>

    init(_ sealer: consuming sending BatchSealer) { self.sealer = Mutex(sealer) }

    func seal(_ batch: Batch) throws -> [UInt8] {
        try sealer.withLock { sealer in try sealer.seal(batch) }
    }
}
