// Batches are encoded once, when they are committed: the bytes in the outbox are the bytes on the wire and in the event log.

import FoundationEssentials
import SwiftProtobuf
package import Vitals

/// Bounds on what either side accepts, so that a hostile message costs little.
package enum BatchLimit {
    /// A group commit of one second of 20 straps is about 40 frames of 20 bytes; a device's memory of a day fits 4096 frames.
    package static let framesMax = 4096
    /// 4096 frames × (20 + 12 bytes) is 128 KiB; twice that leaves room for long values.
    package static let bytesMax = 256 * 1024
    /// One of each reason and class for each of some epochs; what does not fit goes into the next batch.
    package static let gapsMax = 64
    /// Ranges of one gap: 64 gaps of so many would not fit `bytesMax`, which bounds them together.
    package static let gapRangesMax = 1024
}

/// Why bytes are not a batch.
package enum BatchError: Error, Hashable {
    case tooLong(bytes: Int, max: Int)
    case notProtocolBuffers
    case tooManyFrames(Int, max: Int)
    case missing(String)
    /// A column has more or fewer entries than the group has frames.
    case columns(String)
    case deviceIndex(UInt32)
    case deviceAddress(UInt64)
    case characteristic
    case valueLength(Int)
    /// A time before boot or after the year 9999.
    case time(Int64)
    case utcOffset(Int32)
    case tooManyGaps(Int, max: Int)
    case gap(GapError)
}

/// Ties a boot's monotonic clock to the wall clock at one moment.
package struct ClockAnchor: Hashable, Sendable {
    /// First 32 bits of the kernel's boot id.
    package let boot: UInt32
    package let instant: Instant
    package let wall: Timestamp
    package let isSynchronized: Bool
    /// Local time where the gateway is, in minutes east of UTC: devices stamp their values in local time.
    package let utcOffsetMinutes: Int

    package init(boot: UInt32, instant: Instant, wall: Timestamp, isSynchronized: Bool, utcOffsetMinutes: Int = 0) {
        self.boot = boot
        self.instant = instant
        self.wall = wall
        self.isSynchronized = isSynchronized
        self.utcOffsetMinutes = utcOffsetMinutes
    }

    /// The wall-clock time of an instant of the same boot.
    package func wallTime(of instant: Instant) -> Timestamp {
        wall + (instant - self.instant)
    }
}

/// Consecutive frames of one gateway: the unit of storage, transfer and acknowledgement.
package struct Batch: Hashable, Sendable {
    package let epoch: UInt64
    package let sequence: UInt64
    package let anchor: ClockAnchor
    package let isSimulated: Bool
    package let frames: [Frame]
    /// What was lost since the last batch that said so; a batch may have gaps and no frames.
    package let gaps: [Gap]

    package init(
        epoch: UInt64, sequence: UInt64, anchor: ClockAnchor, isSimulated: Bool, frames: [Frame], gaps: [Gap] = []
    ) {
        self.epoch = epoch
        self.sequence = sequence
        self.anchor = anchor
        self.isSimulated = isSimulated
        self.frames = frames
        self.gaps = gaps
    }
}

extension Batch {
    /// The batch as Protocol Buffers: frames of one characteristic share a group, and each column is packed.
    ///
    /// Arrivals are kept in whole milliseconds. Decoding yields the frames in order of arrival, those of one millisecond group by group.
    package func encoded() -> [UInt8] {
        var wire = WireBatch()
        wire.epoch = epoch
        wire.sequence = sequence
        wire.boot = anchor.boot
        wire.bootMs = UInt64(clamping: anchor.instant.sinceBoot.wholeMilliseconds)
        if anchor.isSynchronized {
            wire.synchronizedMs = anchor.wall.milliseconds
        } else {
            wire.unsynchronizedMs = anchor.wall.milliseconds
        }
        wire.simulated = isSimulated
        wire.utcOffsetMinutes = Int32(clamping: anchor.utcOffsetMinutes)

        struct Key: Hashable {
            let characteristic: BluetoothUUID
            let origin: FrameOrigin
        }
        var indexOfDevice: [DeviceAddress: UInt32] = [:]
        var indexOfGroup: [Key: Int] = [:]
        var builders: [GroupBuilder] = []
        for frame in frames {
            let device =
                indexOfDevice[frame.device]
                ?? {
                    let next = UInt32(wire.devices.count)
                    indexOfDevice[frame.device] = next
                    wire.devices.append(frame.device.rawValue)
                    return next
                }()
            let key = Key(characteristic: frame.characteristic, origin: frame.origin)
            let group =
                indexOfGroup[key]
                ?? {
                    indexOfGroup[key] = builders.count
                    builders.append(
                        GroupBuilder(key.characteristic, key.origin, anchorMilliseconds: anchor.instant.sinceBoot.wholeMilliseconds))
                    return builders.count - 1
                }()
            builders[group].append(frame, device: device)
        }
        wire.groups = builders.map { $0.finished() }
        wire.gaps = gaps.map(\.wire)
        // Encoding fails only for a missing required field or an `Any` of unknown type; this message has neither.
        guard let bytes: [UInt8] = try? wire.serializedBytes() else { preconditionFailure("a batch always encodes") }
        return bytes
    }

    /// Reads an encoded batch, or says what is wrong with it.
    package init(decoding bytes: [UInt8]) throws(BatchError) {
        guard bytes.count <= BatchLimit.bytesMax else { throw .tooLong(bytes: bytes.count, max: BatchLimit.bytesMax) }
        guard let wire = try? WireBatch(serializedBytes: bytes) else { throw .notProtocolBuffers }
        guard wire.epoch != 0 else { throw .missing("epoch") }
        guard wire.sequence != 0, wire.sequence <= UInt64(Int64.max) else { throw .missing("sequence") }
        let wall: (milliseconds: Int64, isSynchronized: Bool)
        switch wire.wall {
        case .synchronizedMs(let milliseconds): wall = (milliseconds, true)
        case .unsynchronizedMs(let milliseconds): wall = (milliseconds, false)
        case nil: throw .missing("wall")
        }
        guard TimeLimit.wallMilliseconds.contains(wall.milliseconds) else { throw .time(wall.milliseconds) }
        guard let boot = Int64(exactly: wire.bootMs), TimeLimit.bootMilliseconds.contains(boot) else {
            throw .time(Int64(clamping: wire.bootMs))
        }
        var devices: [DeviceAddress] = []
        for rawValue in wire.devices {
            guard let device = DeviceAddress(rawValue: rawValue) else { throw .deviceAddress(rawValue) }
            devices.append(device)
        }
        let frameCount = wire.groups.reduce(0) { $0 + $1.arrivalMs.count }
        guard frameCount <= BatchLimit.framesMax else { throw .tooManyFrames(frameCount, max: BatchLimit.framesMax) }
        var frames: [Frame] = []
        frames.reserveCapacity(frameCount)
        for group in wire.groups {
            try group.appendFrames(to: &frames, devices: devices, anchorMilliseconds: boot)
        }
        guard TimeLimit.utcOffsetMinutes.contains(wire.utcOffsetMinutes) else { throw .utcOffset(wire.utcOffsetMinutes) }
        guard wire.gaps.count <= BatchLimit.gapsMax else { throw .tooManyGaps(wire.gaps.count, max: BatchLimit.gapsMax) }
        var gaps: [Gap] = []
        for wireGap in wire.gaps {
            do { gaps.append(try Gap(wireGap)) } catch { throw .gap(error) }
        }
        self.init(
            epoch: wire.epoch, sequence: wire.sequence,
            anchor: ClockAnchor(
                boot: wire.boot, instant: Instant(sinceBoot: .milliseconds(boot)), wall: Timestamp(milliseconds: wall.milliseconds),
                isSynchronized: wall.isSynchronized, utcOffsetMinutes: Int(wire.utcOffsetMinutes)),
            isSimulated: wire.simulated, frames: wire.groups.count < 2 ? frames : Self.inOrder(frames), gaps: gaps)
    }
}

extension Batch {
    private static func inOrder(_ frames: [Frame]) -> [Frame] {
        frames.enumerated().sorted { ($0.element.arrival, $0.offset) < ($1.element.arrival, $1.offset) }.map(\.element)
    }
}

enum TimeLimit {
    /// Time zones reach from -12 to +14 hours; a day leaves room for what governments decide.
    static let utcOffsetMinutes: ClosedRange<Int32> = -1440...1440
    /// Up to the year 9999, the last that RFC 3339 can write.
    static let wallMilliseconds: ClosedRange<Int64> = 0...253_402_300_799_999
    /// A hundred years without a reboot.
    static let bootMilliseconds: ClosedRange<Int64> = 0...3_155_760_000_000
}

/// Collects the columns of one group.
private struct GroupBuilder {
    private var wire = WireFrameGroup()
    private var previousArrival: Int64

    init(_ characteristic: BluetoothUUID, _ origin: FrameOrigin, anchorMilliseconds: Int64) {
        if let short = characteristic.short {
            wire.short = UInt32(short)
        } else {
            wire.full = .init((0..<16).reversed().map { UInt8(truncatingIfNeeded: characteristic.value >> UInt128($0 * 8)) })
        }
        wire.origin =
            switch origin {
            case .notification: .notification
            case .indication: .indication
            case .read: .read
            case .advertisement: .advertisement
            }
        previousArrival = anchorMilliseconds
    }

    mutating func append(_ frame: Frame, device: UInt32) {
        let arrival = frame.arrival.sinceBoot.wholeMilliseconds
        wire.arrivalMs.append(arrival - previousArrival)
        previousArrival = arrival
        wire.device.append(device)
        wire.length.append(UInt32(frame.value.count))
        wire.values.append(contentsOf: frame.value)
    }

    /// The group without the columns that go without saying.
    func finished() -> WireFrameGroup {
        var group = wire
        if group.device.allSatisfy({ $0 == 0 }) { group.device = [] }
        if let first = group.length.first, first > 0, group.length.allSatisfy({ $0 == first }) { group.length = [] }
        return group
    }
}

extension WireFrameGroup {
    fileprivate func appendFrames(to frames: inout [Frame], devices: [DeviceAddress], anchorMilliseconds: Int64) throws(BatchError) {
        let uuid: BluetoothUUID
        switch characteristic {
        case .short(let number):
            guard let number = UInt16(exactly: number) else { throw .characteristic }
            uuid = BluetoothUUID(short: number)
        case .full(let bytes):
            guard bytes.count == 16 else { throw .characteristic }
            uuid = BluetoothUUID(bytes.reduce(UInt128(0)) { $0 << 8 | UInt128($1) })
        case nil: throw .characteristic
        }
        let frameOrigin: FrameOrigin
        switch origin {
        case .notification: frameOrigin = .notification
        case .indication: frameOrigin = .indication
        case .read: frameOrigin = .read
        case .advertisement: frameOrigin = .advertisement
        case .UNRECOGNIZED: throw .missing("origin")
        }
        let count = arrivalMs.count
        guard device.isEmpty || device.count == count else { throw .columns("device") }
        guard length.isEmpty || length.count == count else { throw .columns("length") }
        guard count > 0 else {
            guard values.isEmpty else { throw .columns("values") }
            return
        }
        guard !length.isEmpty || values.count % count == 0 else { throw .columns("values") }
        let evenLength = values.count / count
        let bytes = [UInt8](values)
        var position = 0
        var arrival = anchorMilliseconds
        for index in 0..<count {
            let deviceIndex = device.isEmpty ? 0 : device[index]
            guard deviceIndex < devices.count else { throw .deviceIndex(deviceIndex) }
            let valueLength = length.isEmpty ? evenLength : Int(length[index])
            guard valueLength <= Frame.valueLengthMax else { throw .valueLength(valueLength) }
            guard position + valueLength <= bytes.count else { throw .columns("values") }
            let (sum, overflow) = arrival.addingReportingOverflow(arrivalMs[index])
            guard !overflow, TimeLimit.bootMilliseconds.contains(sum) else { throw .time(sum) }
            arrival = sum
            frames.append(
                Frame(
                    device: devices[Int(deviceIndex)], characteristic: uuid, origin: frameOrigin,
                    arrival: Instant(sinceBoot: .milliseconds(arrival)), value: Array(bytes[position..<position + valueLength])))
            position += valueLength
        }
        guard position == bytes.count else { throw .columns("values") }
    }
}
