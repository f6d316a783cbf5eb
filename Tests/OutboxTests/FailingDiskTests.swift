import Outbox
import Simulation
import TestSupport
import Testing
import Uplink
import Vitals

@Suite("An outbox on a failing disk")
struct FailingDiskTests {
    private let disk: SimulatedDisk
    private let wall = BatchQueueTests.anchor.wall

    init() throws { disk = try SimulatedDisk(name: "outbox-\(UInt64.random(in: 0 ... .max))", seed: 1) }

    private func open() throws -> BatchQueue {
        try BatchQueue(
            OutboxConfiguration(path: disk.path("outbox.sqlite"), limits: OutboxLimits(freeBytesMin: 0), disk: OutboxOnSimulatedDisk(disk)),
            now: wall)
    }

    @discardableResult
    private func append(
        _ count: Int = 1, to queue: BatchQueue, as frameClass: FrameClass = .stream, after seconds: Int = 0
    ) async throws -> BatchQueue.Committed {
        let base = BatchQueueTests.anchor
        let anchor = ClockAnchor(
            boot: base.boot, instant: base.instant + .seconds(seconds), wall: base.wall + .seconds(seconds), isSynchronized: true)
        return try await queue.append(BatchQueueTests.frames(count), as: frameClass, anchor: anchor, isSimulated: false)
    }

    private func acknowledge(_ batches: BatchQueue.Committed..., of queue: BatchQueue) async throws -> Int {
        var frames = 0
        for committed in batches {
            let batch = try Batch(decoding: committed.body)
            let said = EpochRanges(epoch: batch.epoch, ranges: SequenceRanges(batch.sequence...batch.sequence))
            frames += try await queue.acknowledge(said, at: wall).frames
        }
        return frames
    }

    private func bodies(_ ranges: SequenceRanges, of queue: BatchQueue) async throws -> [[UInt8]] {
        try await queue.bodies(of: ranges.ranges.flatMap { Array($0) }, now: wall).bodies
    }

    private func kill() {
        disk.crash(.kill)
        disk.start()
    }

    @Test("While it takes nothing, batches are kept in memory and delivered from there; once it does, it gets what still waits")
    func memory() async throws {
        disk.setReadOnly(true)
        let queue = try open()
        #expect(await queue.failure != nil)
        let first = try await append(2, to: queue)
        let second = try await append(1, to: queue)
        #expect(!first.isDurable && !second.isDurable)
        #expect(await queue.backlog().frames == 3)
        let (bodies, gone) = try await queue.bodies(of: [first.number, second.number, second.number + 1], now: wall)
        #expect(bodies == [first.body, second.body] && gone.ranges == [second.number + 1...second.number + 1])
        // What a hello says of it, and an acknowledgement of one.
        let held = try await queue.held(now: wall)
        #expect(held.last == 2 && held.held == [EpochRanges(epoch: held.epoch, ranges: SequenceRanges(1...2))])
        #expect(try await acknowledge(first, of: queue) == 2)

        disk.setReadOnly(false)
        let third = try await append(1, to: queue, after: 10)
        #expect(third.isDurable && third.number == 1)
        #expect(await queue.failure == nil)
        // Number 2 was delivered from memory.
        #expect(await queue.unacknowledged().ranges == [1...1, 3...3])
        let (moved, regained) = await queue.takeRegained()
        #expect(regained.ranges == [3...3] && moved.ranges == [second.number...second.number])
        #expect(await queue.takeLost().isEmpty)
        #expect(try await self.bodies(SequenceRanges(3...3), of: queue) == [second.body])
        #expect(try await append(1, to: queue).number == 4)
        // Now it holds through the end of the process.
        kill()
        let again = try open()
        #expect(try await self.bodies(await again.unacknowledged(), of: again).prefix(2) == [third.body, second.body])
        #expect(try await acknowledge(second, third, of: again) == 2)
        #expect(await again.unacknowledged().ranges == [4...4])
        let (_, gaps) = try await DamageTests.deliver(again)
        #expect(gaps.isEmpty)
    }

    @Test("A move from memory to the disk that fails at any point is done once more, and nothing comes twice")
    func move() async throws {
        for fault in 0..<24 {
            let disk = try SimulatedDisk(name: "move-\(UInt64.random(in: 0 ... .max))", seed: UInt64(fault))
            let queue = try BatchQueue(
                OutboxConfiguration(
                    path: disk.path("outbox.sqlite"), limits: OutboxLimits(freeBytesMin: 0), disk: OutboxOnSimulatedDisk(disk)), now: wall)
            var committed: [BatchQueue.Committed] = []
            for _ in 0..<3 { committed.append(try await append(1, to: queue)) }
            disk.setReadOnly(true)
            for index in 0..<200 { committed.append(try await append(2, to: queue, as: index % 3 == 0 ? .clinical : .stream)) }
            #expect(try await acknowledge(committed[1], committed[10], committed[11], of: queue) == 5)
            disk.setReadOnly(false)
            try disk.fail([.write, .sync], .times(1), skipping: fault)
            for _ in 0..<3 { committed.append(try await append(1, to: queue, after: 10)) }
            disk.clearFaults()
            // After a move that failed, it is tried again a minute later.
            for _ in 0..<2 { committed.append(try await append(1, to: queue, after: 80)) }
            #expect(await queue.failure == nil && committed[committed.count - 1].isDurable)
            disk.crash(.powerCut)
            disk.start()
            let again = try BatchQueue(
                OutboxConfiguration(
                    path: disk.path("outbox.sqlite"), limits: OutboxLimits(freeBytesMin: 0), disk: OutboxOnSimulatedDisk(disk)), now: wall)
            let waiting = await again.unacknowledged()
            let bodies = try await bodies(waiting, of: again)
            #expect(Set(bodies).count == bodies.count)
            let delivered = Set([1, 10, 11].map { committed[$0].body })
            let isWhole = Set(bodies).subtracting(delivered) == Set(committed.map(\.body)).subtracting(delivered)
            #expect(isWhole, "fault \(fault): \(bodies.count)")
            #expect(try await DamageTests.deliver(again).gaps.isEmpty, "fault \(fault)")
        }
    }

    @Test("What waits on a disk that became read-only is delivered", arguments: [true, false])
    func readOnly(isKilled: Bool) async throws {
        var committed: [BatchQueue.Committed] = []
        do {
            let queue = try open()
            for _ in 0..<3 { committed.append(try await append(2, to: queue)) }
            if isKilled { kill() }
        }
        disk.setReadOnly(true)
        let queue = try open()
        #expect(await queue.failure != nil)
        #expect(await queue.unacknowledged().ranges == [1...3])
        let fourth = try await append(1, to: queue)
        #expect(!fourth.isDurable)
        #expect(try await bodies(SequenceRanges(1...3), of: queue) == committed.map(\.body))
        let held = try await queue.held(now: wall)
        let epoch = try Batch(decoding: fourth.body).epoch
        #expect(held.held.count == 2 && held.epoch == epoch && held.last == 1)
        #expect(try await acknowledge(committed[0], committed[1], of: queue) == 4)
        #expect(await queue.backlog().frames == 3)
        disk.setReadOnly(false)
        #expect(try await append(1, to: queue, after: 10).isDurable)
        #expect(await queue.backlog().frames == 4)
        #expect(await queue.unacknowledged().contains(3))
        #expect(try await acknowledge(committed[2], fourth, of: queue) == 3)
    }

    @Test("A commit that failed, and that the disk has all the same, is not delivered twice, and is told")
    func doubt() async throws {
        var isSeen = false
        for skipped in 0..<6 {
            let queue = try open()
            try await append(1, to: queue)
            try disk.fail([.sync, .delete], .untilCleared, skipping: skipped)
            var inMemory: BatchQueue.Committed?
            for _ in 0..<6 where inMemory == nil {
                let next = try await append(1, to: queue)
                if !next.isDurable { inMemory = next }
            }
            disk.clearFaults()
            guard let inMemory else { continue }
            // What was in memory was delivered from there, and then the process ends.
            _ = try await acknowledge(inMemory, of: queue)
            kill()
            let again = try open()
            let gaps = try await DamageTests.deliver(again).gaps
            if !gaps.isEmpty { isSeen = true }
            #expect(gaps.allSatisfy { $0.reason == .damaged && $0.frames == 1 })
        }
        #expect(isSeen)
    }

    @Test("A mend that is interrupted at any point is done once more, or finished")
    func interrupted() async throws {
        var finished = 0
        for change in 1...60 {
            let disk = try SimulatedDisk(name: "mend-\(UInt64.random(in: 0 ... .max))", seed: UInt64(change))
            let configuration = OutboxConfiguration(
                path: disk.path("outbox.sqlite"), limits: OutboxLimits(freeBytesMin: 0), disk: OutboxOnSimulatedDisk(disk))
            var committed: [BatchQueue.Committed] = []
            do {
                for _ in 0..<2 {
                    let queue = try BatchQueue(configuration, now: wall)
                    for _ in 0..<60 { committed.append(try await append(40, to: queue)) }
                }
            }
            try disk.damage("outbox.sqlite", at: 9 * 1024 + 3, mask: 0xFF)
            disk.crash(change % 2 == 0 ? .kill : .powerCut, atChange: change)
            _ = try? BatchQueue(configuration, now: wall)
            if disk.isRunning { finished += 1 }
            disk.cancelCrash()
            disk.crash(.kill)
            disk.start()
            let queue = try BatchQueue(configuration, now: wall + .seconds(1))
            let (bodies, gaps) = try await DamageTests.deliver(queue)
            #expect(bodies.count > 60, "change \(change)")
            for batch in committed where !bodies.contains(batch.body) {
                let decoded = try Batch(decoding: batch.body)
                #expect(gaps.contains { DamageTests.tells($0, of: decoded) }, "change \(change): \(decoded.sequence)")
            }
        }
        #expect(finished < 60)
    }
}
