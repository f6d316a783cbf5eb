// Every frame that was heard, with the time that only the simulation knows.

import Uplink
import Vitals

struct FrameHistory {
    private struct Heard {
        let boot: UInt32
        let arrival: Instant
        let time: Timestamp
    }

    private var heard: [Heard] = []
    private let device: DeviceAddress

    init() throws {
        guard let device = DeviceAddress("C0:00:00:00:00:01") else { throw Violation("no address") }
        self.device = device
    }

    /// The next frame; its value begins with its number.
    mutating func next(boot: UInt32, arrival: Instant, time: Timestamp, filler: [UInt8]) -> Frame {
        let number = UInt32(heard.count)
        heard.append(Heard(boot: boot, arrival: arrival, time: time))
        return Frame(
            device: device, characteristic: BluetoothUUID(short: 0x2A37), origin: .notification, arrival: arrival,
            value: (0..<4).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) } + filler)
    }

    /// What the collector has: each frame once, as it was heard, in an order that can be told, at a time that can be told from any moment at
    /// which the clock of its boot was right.
    func check(_ batches: [Batch]) throws {
        var offsets: [UInt32: Int64] = [:]
        for batch in batches where batch.anchor.isSynchronized {
            let offset = batch.anchor.wall.milliseconds - batch.anchor.instant.milliseconds
            guard offsets.updateValue(offset, forKey: batch.anchor.boot).map({ abs($0 - offset) <= 1 }) ?? true else {
                throw Violation("two synchronized anchors of boot \(batch.anchor.boot) contradict each other")
            }
        }
        var known = Set<Int>()
        var arrivals: [UInt32: [(number: Int, arrival: Instant)]] = [:]
        for batch in batches {
            for frame in batch.frames {
                let number = frame.value.prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
                guard heard.indices.contains(number), frame.value.count >= 4 else { throw Violation("a frame that nobody heard") }
                guard known.insert(number).inserted else {
                    throw Violation("frame \(number) was delivered twice")
                }
                let truth = heard[number]
                // The wire has whole milliseconds.
                guard truth.boot == batch.anchor.boot, abs(truth.arrival.milliseconds - frame.arrival.milliseconds) <= 1 else {
                    throw Violation("frame \(number) has another boot or arrival")
                }
                if let offset = offsets[truth.boot] {
                    let time = frame.arrival.milliseconds + offset
                    guard abs(time - truth.time.milliseconds) <= 2 else {
                        throw Violation("frame \(number) would be placed \(time - truth.time.milliseconds) ms from its time")
                    }
                }
                arrivals[truth.boot, default: []].append((number, frame.arrival))
            }
        }
        for frames in arrivals.values {
            let byNumber = frames.sorted { $0.number < $1.number }
            guard zip(byNumber, byNumber.dropFirst()).allSatisfy({ $0.arrival <= $1.arrival }) else {
                throw Violation("the order of frames cannot be told")
            }
        }
    }
}

extension Instant {
    fileprivate var milliseconds: Int64 { sinceBoot.wholeMilliseconds }
}
