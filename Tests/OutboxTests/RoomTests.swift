import Foundation
import Outbox
import Synchronization
import TestSupport
import Testing
import Uplink
import Vitals

/// A disk whose free space a test decides.
private final class ShortDisk: OutboxDisk {
    private let machine = PosixDisk()
    let free = Mutex(Int.max)

    var fileSystem: String? { nil }
    func size(of path: String) -> Int? { machine.size(of: path) }
    func rename(_ path: String, to other: String) -> Bool { machine.rename(path, to: other) }
    func remove(_ path: String) { machine.remove(path) }
    func read(_ path: String) -> [UInt8] { machine.read(path) }
    func write(_ bytes: [UInt8], to path: String) { machine.write(bytes, to: path) }
    func freeBytes(at path: String) -> Int? { free.withLock { $0 } }
}

@Suite("An outbox without room")
struct RoomTests {
    let base: BatchQueueTests
    private static let limits = OutboxLimits(bytesMax: 4 << 20, freeBytesMin: 1 << 20)

    init() throws { base = try BatchQueueTests() }

    private var bytesOnDisk: Int {
        ["", "-wal", "-shm"].reduce(0) { sum, suffix in
            let attributes = try? FileManager.default.attributesOfItem(atPath: base.path + suffix)
            return sum + ((attributes?[.size] as? Int) ?? 0)
        }
    }

    /// What gaps tell, summed up.
    private func lost(_ queue: BatchQueue) async throws -> (sequences: SequenceRanges, frames: Int, reasons: Set<Gap.Reason>) {
        var sequences = SequenceRanges()
        var frames = 0
        var reasons: Set<Gap.Reason> = []
        while let committed = try await queue.commitGaps(anchor: BatchQueueTests.anchor, isSimulated: false) {
            for gap in try Batch(decoding: committed.body).gaps {
                for range in gap.sequences.ranges {
                    #expect(sequences.intersection(range).isEmpty, "told twice")
                    sequences.insert(range)
                }
                frames += Int(gap.frames)
                reasons.insert(gap.reason)
            }
        }
        return (sequences, frames, reasons)
    }

    @Test("Below its limit on the disk: streams go before clinical values, oldest first, and gaps add up exactly")
    func limit() async throws {
        let queue = try base.open(limits: Self.limits)
        var clinical = SequenceRanges()
        for index in 0..<600 {
            let isClinical = index % 20 == 7
            let committed = try await base.append(100, to: queue, as: isClinical ? .clinical : .stream, bytes: 100)
            if isClinical { clinical.insert(committed.number) }
            #expect(bytesOnDisk <= Self.limits.bytesMax)
        }
        let kept = await queue.unacknowledged()
        let (sequences, frames, reasons) = try await lost(queue)
        #expect(reasons == [.outboxFull])
        #expect(!sequences.isEmpty)
        #expect(frames == Int(sequences.count) * 100)
        // Every number is either kept or in a gap, and none is both.
        var all = sequences
        for range in kept.ranges { all.insert(range) }
        #expect(all.ranges == [1...600])
        #expect(sequences.count + kept.count == 600)
        #expect(clinical.ranges.allSatisfy { kept.intersection($0) == SequenceRanges($0) }, "nothing clinical before all streams")
        let gone = await queue.takeLost()
        #expect(gone == sequences)
        // The last stream batches are there.
        #expect(kept.contains(600))
    }

    @Test("What was acknowledged goes first, without a gap")
    func acknowledged() async throws {
        let queue = try base.open(limits: Self.limits)
        for _ in 0..<150 { try await base.append(100, to: queue, bytes: 100) }
        _ = try await base.acknowledge(1...150, of: queue)
        for _ in 0..<120 { try await base.append(100, to: queue, bytes: 100) }
        #expect(await queue.unacknowledged().ranges == [151...270])
        #expect(try await lost(queue).sequences.isEmpty)
        #expect(bytesOnDisk <= Self.limits.bytesMax)
    }

    @Test("Where only clinical values are left, the oldest of them go, and are told")
    func clinicalOnly() async throws {
        let queue = try base.open(limits: Self.limits)
        for _ in 0..<400 { try await base.append(100, to: queue, as: .clinical, bytes: 100) }
        let (sequences, _, _) = try await lost(queue)
        #expect(sequences.ranges.count == 1 && sequences.first == 1)
        #expect(await queue.unacknowledged().contains(400))
    }

    @Test("It takes none of the disk's last space, and says so")
    func diskShort() async throws {
        let disk = ShortDisk()
        let queue = try BatchQueue(
            OutboxConfiguration(path: base.path, limits: OutboxLimits(freeBytesMin: 1 << 20), disk: disk), now: BatchQueueTests.anchor.wall)
        for _ in 0..<100 { try await base.append(100, to: queue, bytes: 100) }
        let before = bytesOnDisk
        disk.free.withLock { $0 = 1 << 19 }
        for _ in 0..<200 { try await base.append(100, to: queue, bytes: 100) }
        #expect(bytesOnDisk <= before + 2 << 20, "the log alone may grow")
        let (sequences, _, reasons) = try await lost(queue)
        #expect(reasons == [.diskFull])
        #expect(sequences.count >= 190)
        disk.free.withLock { $0 = .max }
        try await base.append(100, to: queue, bytes: 100)
        #expect(await queue.backlog().batches > 0)
    }

    @Test("Frames that memory lost are told")
    func unheard() async throws {
        let queue = try base.open()
        let wall = BatchQueueTests.anchor.wall
        try await queue.recordUnheard(frames: 256, of: .stream, first: wall, last: wall + .seconds(9))
        try await queue.recordUnheard(frames: 44, of: .stream, first: wall + .seconds(10), last: wall + .seconds(11))
        let committed = try #require(try await queue.commitGaps(anchor: BatchQueueTests.anchor, isSimulated: false))
        let gap = try #require(try Batch(decoding: committed.body).gaps.first)
        #expect(gap.frames == 300 && gap.reason == .memoryFull && gap.durability == .stream && gap.sequences.isEmpty)
        #expect(gap.first == wall && gap.last == wall + .seconds(11))
        #expect(try await queue.commitGaps(anchor: BatchQueueTests.anchor, isSimulated: false) == nil)
    }
}
