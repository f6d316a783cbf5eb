import Foundation
import Outbox
import TestSupport
import Testing
import Uplink
import Vitals

@Suite("The outbox")
struct BatchQueueTests {
    let folder: TemporaryFolder
    var path: String { folder.file("outbox.sqlite") }

    init() throws { folder = try TemporaryFolder() }

    static func frames(_ count: Int, bytes: Int = 2) throws -> [Frame] {
        let device = try #require(DeviceAddress("C0:00:00:00:00:01", isRandom: true))
        return (0..<count).map { index in
            Frame(
                device: device, characteristic: BluetoothUUID(short: 0x2A37), origin: .notification,
                arrival: Instant(sinceBoot: .milliseconds(Int64(index))),
                value: [UInt8](repeating: UInt8(truncatingIfNeeded: index), count: bytes))
        }
    }

    static let anchor = ClockAnchor(
        boot: 1, instant: Instant(sinceBoot: .seconds(10)), wall: Timestamp(milliseconds: 1_795_419_900_000), isSynchronized: true)

    func open(at path: String? = nil, limits: OutboxLimits = OutboxLimits(freeBytesMin: 0)) throws -> BatchQueue {
        try BatchQueue(OutboxConfiguration(path: path ?? self.path, limits: limits), now: Self.anchor.wall)
    }

    @discardableResult
    func append(
        _ count: Int, to queue: BatchQueue, as frameClass: FrameClass = .stream, bytes: Int = 2
    ) async throws -> BatchQueue.Committed {
        try await queue.append(Self.frames(count, bytes: bytes), as: frameClass, anchor: Self.anchor, isSimulated: false)
    }

    func body(_ number: UInt64, of queue: BatchQueue) async throws -> [UInt8]? {
        try await queue.bodies(of: [number], now: Self.anchor.wall).bodies.first
    }

    func epoch(of queue: BatchQueue) async throws -> UInt64 { try await queue.held(now: Self.anchor.wall).epoch }

    func acknowledge(_ range: ClosedRange<UInt64>, of queue: BatchQueue) async throws -> Int {
        let said = EpochRanges(epoch: try await epoch(of: queue), ranges: SequenceRanges(range))
        return try await queue.acknowledge(said, at: Self.anchor.wall).frames
    }

    @Test("numbers batches 1, 2, 3 and keeps the bytes as they were encoded")
    func numbers() async throws {
        let queue = try open()
        let epoch = try await epoch(of: queue)
        for number in 1...3 as ClosedRange<UInt64> {
            let committed = try await append(2, to: queue)
            #expect(committed.number == number)
            #expect(try await body(number, of: queue) == committed.body)
            #expect(try Batch(decoding: committed.body).epoch == epoch)
        }
        #expect(await queue.backlog().frames == 6)
        let held = try await queue.held(now: Self.anchor.wall)
        #expect(held.last == 3)
        #expect(held.held.map(\.ranges) == [SequenceRanges(1...3)])
    }

    @Test("goes on after a restart: numbers and what waits are the same, in an epoch of its own")
    func restart() async throws {
        let epoch: UInt64
        do {
            let queue = try open()
            epoch = try await self.epoch(of: queue)
            for _ in 1...3 { try await append(1, to: queue) }
            _ = try await acknowledge(2...2, of: queue)
            try await queue.finish(at: Self.anchor.wall)
        }
        let queue = try open()
        #expect(try await self.epoch(of: queue) != epoch)
        #expect(await queue.unacknowledged().ranges == [1...1, 3...3])
        #expect(await queue.backlog().batches == 2)
        #expect(try await append(1, to: queue).number == 4)
    }

    @Test("begins an epoch with each opening, and delivers what is left under its own")
    func epochs() async throws {
        let first: UInt64
        do {
            let queue = try open()
            first = try await epoch(of: queue)
            for _ in 1...3 { try await append(1, to: queue) }
            _ = try await acknowledge(1...1, of: queue)
            try await queue.finish(at: Self.anchor.wall)
        }
        let queue = try open()
        let second = try await epoch(of: queue)
        #expect(second != first)
        let committed = try await append(1, to: queue)
        #expect(committed.number == 4)
        let batch = try Batch(decoding: committed.body)
        #expect(batch.epoch == second && batch.sequence == 1)
        let held = try await queue.held(now: Self.anchor.wall)
        #expect(held.held.map(\.epoch) == [first, second])
        // An acknowledgement of one epoch says nothing of the other.
        let said = EpochRanges(epoch: first, ranges: SequenceRanges(2...9))
        #expect(try await queue.acknowledge(said, at: Self.anchor.wall).numbers.ranges == [2...3])
        #expect(await queue.unacknowledged().ranges == [4...4])
        #expect(try await queue.acknowledge(EpochRanges(epoch: 77, ranges: SequenceRanges(1...9)), at: Self.anchor.wall).frames == 0)
        // Once all of it is gone, so is the epoch.
        try await queue.deleteAcknowledged(before: Self.anchor.wall + .seconds(1), now: Self.anchor.wall)
        #expect(try await queue.held(now: Self.anchor.wall).held.map(\.epoch) == [second])
    }

    @Test("deletes only what was acknowledged, and never gives its number out again")
    func retention() async throws {
        let queue = try open()
        for _ in 1...3 { try await append(1, to: queue) }
        #expect(try await acknowledge(2...3, of: queue) == 2)
        #expect(try await acknowledge(2...3, of: queue) == 0)
        try await queue.deleteAcknowledged(before: Self.anchor.wall, now: Self.anchor.wall)
        #expect(try await body(3, of: queue) != nil)
        try await queue.deleteAcknowledged(before: Self.anchor.wall + .milliseconds(1), now: Self.anchor.wall)
        #expect(try await body(3, of: queue) == nil)
        #expect(try await body(1, of: queue) != nil)
        let again = try open()
        #expect(await again.unacknowledged().ranges == [1...1])
        #expect(try await append(1, to: again).number == 4)
        #expect(try await again.commitGaps(anchor: Self.anchor, isSimulated: false) == nil, "nothing was lost")
    }

    @Test("writes acknowledgements down after ten seconds; those that a killed process had not are waited for again")
    func lateAcknowledgements() async throws {
        let queue = try open()
        for _ in 1...3 { try await append(1, to: queue) }
        let epoch = try await epoch(of: queue)
        func acknowledge(_ sequence: UInt64, after seconds: Int) async throws {
            let said = EpochRanges(epoch: epoch, ranges: SequenceRanges(sequence...sequence))
            _ = try await queue.acknowledge(said, at: Self.anchor.wall + .seconds(seconds))
        }
        try await acknowledge(1, after: 0)
        #expect(await queue.unacknowledged().ranges == [2...3])
        #expect(try OutboxReport.read(path: path).waiting.batches == 3)
        try await acknowledge(2, after: 10)
        #expect(try OutboxReport.read(path: path).waiting.batches == 1)
        // A clock that is set back delays nothing.
        try await acknowledge(3, after: -9999)
        #expect(try OutboxReport.read(path: path).waiting.batches == 0)
    }

    @Test("takes back an acknowledgement that the collector lost")
    func reopen() async throws {
        let queue = try open()
        for _ in 1...3 { try await append(2, to: queue) }
        _ = try await acknowledge(1...3, of: queue)
        #expect(await queue.backlog() == BatchQueue.Backlog())
        let said = EpochRanges(epoch: try await epoch(of: queue), ranges: SequenceRanges(2...9))
        #expect(try await queue.reopen(said, at: Self.anchor.wall).ranges == [2...3])
        #expect(await queue.unacknowledged().ranges == [2...3])
        #expect(await queue.backlog().frames == 4)
        #expect(try await queue.oldestUnacknowledged() == Self.anchor.wall)
        try await queue.finish(at: Self.anchor.wall)
        let again = try open()
        #expect(await again.unacknowledged().ranges == [2...3])
    }

    @Test("What waits on a disk that comes later is told")
    func lateDisk() async throws {
        let queue = try open()
        for _ in 1...3 { try await append(1, to: queue) }
        for suffix in ["", "-wal", "-shm", "-mark"] {
            try? FileManager.default.moveItem(atPath: path + suffix, toPath: folder.file("kept") + suffix)
        }
        try Data().write(to: URL(fileURLWithPath: folder.file("mount")))
        let mounted = folder.file("mount") + "/outbox.sqlite"
        let late = try open(at: mounted)
        #expect(await late.unacknowledged().isEmpty)
        try FileManager.default.removeItem(atPath: folder.file("mount"))
        try FileManager.default.createDirectory(atPath: folder.file("mount"), withIntermediateDirectories: true)
        for suffix in ["", "-wal", "-mark"] {
            try? FileManager.default.moveItem(atPath: folder.file("kept") + suffix, toPath: mounted + suffix)
        }
        #expect(try await append(1, to: late).number == 4)
        #expect(await late.takeRegained().regained.ranges == [1...3])
        #expect(await late.takeRegained().regained.isEmpty)
    }

    @Test("A watermark survives the next start, for each device and kind of record, and can be taken back")
    func watermark() async throws {
        let meter = try #require(DeviceAddress("C0:00:00:00:02:02"))
        let other = try #require(DeviceAddress("C0:00:00:00:02:03"))
        let queue = try open()
        #expect(try await queue.watermark(of: meter, 0x2A18, session: 0) == nil)
        try await queue.set(41, of: meter, 0x2A18, session: 0)
        try await queue.set(.max, of: meter, 0x2A18, session: 0)
        let again = try open()
        #expect(try await again.watermark(of: meter, 0x2A18, session: 0) == .max)
        #expect(try await again.watermark(of: meter, 0x2AA7, session: 0) == nil)
        #expect(try await again.watermark(of: other, 0x2A18, session: 0) == nil)
        #expect(try await again.watermark(of: meter, 0x2A18, session: 1) == nil, "another session")
        try await again.set(7, of: meter, 0x2A18, session: 1)
        #expect(try await again.watermark(of: meter, 0x2A18, session: 1) == 7)
        #expect(try await again.watermark(of: meter, 0x2A18, session: 0) == nil, "the session before")
        try await again.set(nil, of: meter, 0x2A18, session: 0)
        #expect(try await queue.watermark(of: meter, 0x2A18, session: 1) == nil)
    }
}
