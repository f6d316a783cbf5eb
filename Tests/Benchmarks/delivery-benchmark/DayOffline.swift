// A day without a collector, on a small outbox: what goes, what stays, and whether the gaps account for all of it.

import Glibc
import Outbox
import Uplink
import Vitals

enum DayOffline {
    private static let straps = 10
    /// Four values a second of each strap, every half second a batch: more in a day than the limit holds.
    private static let framesOfBatch = 20
    private static let batches = 2 * 86_400
    /// Somebody takes a blood pressure every ten minutes.
    private static let clinicalEvery = 1200
    private static let limit = 64 << 20

    struct Wrong: Error, CustomStringConvertible {
        let description: String
    }

    static func run(in folder: String) throws {
        let path = "\(folder)/outbox.sqlite"
        let start = Timestamp(milliseconds: 1_795_419_900_000)
        let (store, _) = try OutboxStore.open(OutboxConfiguration(path: path, limits: OutboxLimits(bytesMax: limit)), now: start)
        guard let device = DeviceAddress("C0:00:00:00:00:01") else { return }
        var streamFrames = 0
        var clinicalFrames = 0
        var largest = 0
        for index in 0..<batches {
            let instant = Instant(sinceBoot: .seconds(100) + .milliseconds(500 * index))
            let anchor = ClockAnchor(boot: 1, instant: instant, wall: start + .milliseconds(500 * index), isSynchronized: true)
            func frame(_ number: Int, _ characteristic: UInt16) -> Frame {
                Frame(
                    device: device, characteristic: BluetoothUUID(short: characteristic), origin: .notification, arrival: instant,
                    value: (0..<16).map { UInt8(truncatingIfNeeded: number &* 31 &+ $0 &* index) })
            }
            _ = try store.append((0..<framesOfBatch).map { frame($0, 0x2A37) }, as: .stream, anchor: anchor, isSimulated: true)
            streamFrames += framesOfBatch
            if index % clinicalEvery == 0 {
                _ = try store.append([frame(index, 0x2A35)], as: .clinical, anchor: anchor, isSimulated: true)
                clinicalFrames += 1
            }
            if index % 200 == 0 || index == batches - 1 { largest = max(largest, size(path)) }
        }
        // The collector is back.
        var delivered: [FrameClass: Int] = [:]
        var gone: [FrameClass: Int] = [:]
        let anchor = ClockAnchor(
            boot: 1, instant: Instant(sinceBoot: .seconds(90_000)), wall: start + .seconds(90_000), isSynchronized: true)
        while true {
            for range in store.unacknowledged.ranges {
                for number in range {
                    guard let body = try store.body(of: number, now: anchor.wall) else {
                        throw Wrong(description: "\(number) is not there")
                    }
                    let batch = try Batch(decoding: body)
                    for frame in batch.frames { delivered[frame.characteristic.short == 0x2A35 ? .clinical : .stream, default: 0] += 1 }
                    for gap in batch.gaps { gone[gap.durability ?? .stream, default: 0] += Int(gap.frames) }
                }
                try store.acknowledge(SequenceRanges(range), at: anchor.wall)
            }
            guard try store.commitGaps(anchor: anchor, isSimulated: true) != nil else { break }
        }
        let streams = (delivered[.stream] ?? 0, gone[.stream] ?? 0)
        guard streams.0 + streams.1 == streamFrames else {
            throw Wrong(description: "\(streamFrames) frames of streams, \(streams.0) delivered and \(streams.1) in gaps")
        }
        guard delivered[.clinical] == clinicalFrames, gone[.clinical] == nil else {
            throw Wrong(description: "\(clinicalFrames) clinical frames, \(delivered[.clinical] ?? 0) delivered")
        }
        guard largest > limit / 2, largest <= limit else { throw Wrong(description: "\(largest) bytes on the disk") }
        guard streams.1 > 0 else { throw Wrong(description: "nothing had to go: this says nothing") }
        Figure.print("day_offline size", Double(largest), "B", limit: Double(limit), "the outbox's limit")
        Figure.print(
            "day_offline streams delivered", Double(streams.0), "frames", limit: Double(streamFrames),
            "those of the day; gaps tell the rest")
        Figure.print("day_offline clinical delivered", Double(clinicalFrames), "frames", limit: Double(clinicalFrames), "those of the day")
    }

    private static func size(_ path: String) -> Int {
        ["", "-wal", "-shm", "-mark"].reduce(0) { sum, suffix in
            var status = stat()
            return unsafe stat(path + suffix, &status) == 0 ? sum + Int(status.st_size) : sum
        }
    }
}
