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

    static func frames(_ count: Int) throws -> [Frame] {
        let device = try #require(DeviceAddress("C0:00:00:00:00:01", isRandom: true))
        return (0..<count).map { index in
            Frame(
                device: device, characteristic: BluetoothUUID(short: 0x2A37), origin: .notification,
                arrival: Instant(sinceBoot: .milliseconds(Int64(index))), value: [0, UInt8(truncatingIfNeeded: index)])
        }
    }

    static let anchor = ClockAnchor(
        boot: 1, instant: Instant(sinceBoot: .seconds(10)), wall: Timestamp(milliseconds: 1_795_419_900_000), isSynchronized: true)

    func append(_ count: Int, to queue: BatchQueue) async throws -> BatchQueue.Committed {
        try await queue.append(Self.frames(count), anchor: Self.anchor, isSimulated: false, durability: .process)
    }

    @Test("numbers batches 1, 2, 3 and keeps the bytes as they were encoded")
    func numbers() async throws {
        let queue = try BatchQueue(path: path)
        for sequence in 1...3 as ClosedRange<UInt64> {
            let committed = try await append(2, to: queue)
            #expect(committed.sequence == sequence)
            #expect(try await queue.body(of: sequence) == committed.body)
            #expect(try Batch(decoding: committed.body).epoch == queue.epoch)
        }
        #expect(await queue.backlog().frames == 6)
        #expect(try await queue.held() == (1, 3))
    }

    @Test("goes on after a restart: epoch, numbers and what waits are the same")
    func restart() async throws {
        let epoch: UInt64
        do {
            let queue = try BatchQueue(path: path)
            epoch = queue.epoch
            for _ in 1...3 { _ = try await append(1, to: queue) }
            try await queue.acknowledge(SequenceRanges(2...2), at: Self.anchor.wall)
        }
        let queue = try BatchQueue(path: path)
        #expect(queue.epoch == epoch)
        #expect(try await queue.unacknowledged().ranges == [1...1, 3...3])
        #expect(await queue.backlog().batches == 2)
        #expect(try await append(1, to: queue).sequence == 4)
    }

    @Test("deletes only what was acknowledged, and never gives its number out again")
    func retention() async throws {
        let queue = try BatchQueue(path: path)
        for _ in 1...3 { _ = try await append(1, to: queue) }
        #expect(try await queue.acknowledge(SequenceRanges(2...3), at: Self.anchor.wall) == 2)
        #expect(try await queue.acknowledge(SequenceRanges(2...3), at: Self.anchor.wall) == 0)
        try await queue.deleteAcknowledged(before: Self.anchor.wall)
        #expect(try await queue.body(of: 3) != nil)
        try await queue.deleteAcknowledged(before: Self.anchor.wall + .milliseconds(1))
        #expect(try await queue.body(of: 3) == nil)
        #expect(try await queue.body(of: 1) != nil)
        let again = try BatchQueue(path: path)
        #expect(try await append(1, to: again).sequence == 4)
    }

    @Test("takes back an acknowledgement that the collector lost")
    func reopen() async throws {
        let queue = try BatchQueue(path: path)
        for _ in 1...3 { _ = try await append(2, to: queue) }
        try await queue.acknowledge(SequenceRanges(1...3), at: Self.anchor.wall)
        #expect(await queue.backlog() == BatchQueue.Backlog())
        try await queue.reopen(SequenceRanges(2...9))
        #expect(try await queue.unacknowledged().ranges == [2...3])
        #expect(await queue.backlog().frames == 4)
        #expect(try await queue.oldestUnacknowledged() == Self.anchor.wall)
    }

    @Test("says what is wrong when its file is no database")
    func notADatabase() throws {
        try "this is no database, it is a text that is long enough to be taken for one by nobody".write(
            toFile: path, atomically: true, encoding: .utf8)
        let error = #expect(throws: DatabaseError.self) { try BatchQueue(path: path) }
        #expect(error?.code == 26)
    }

    @Test("A watermark survives the next start, for each device and kind of record, and can be taken back")
    func watermark() async throws {
        let meter = try #require(DeviceAddress("C0:00:00:00:02:02"))
        let other = try #require(DeviceAddress("C0:00:00:00:02:03"))
        let queue = try BatchQueue(path: path)
        #expect(try await queue.watermark(of: meter, 0x2A18, session: 0) == nil)
        try await queue.set(41, of: meter, 0x2A18, session: 0)
        try await queue.set(.max, of: meter, 0x2A18, session: 0)
        let again = try BatchQueue(path: path)
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
