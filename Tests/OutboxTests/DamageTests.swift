import Foundation
import Outbox
import TestSupport
import Testing
import Uplink
import Vitals

/// `DAMAGES` asks for more places than a test run needs.
private let places = ProcessInfo.processInfo.environment["DAMAGES"].flatMap { Int($0) } ?? 150

@Suite("A damaged outbox")
struct DamageTests {
    static let anchor = BatchQueueTests.anchor
    private let base: BatchQueueTests

    init() throws { base = try BatchQueueTests() }

    private func bytes(_ suffix: String) -> [UInt8] { FileManager.default.contents(atPath: base.path + suffix).map { [UInt8]($0) } ?? [] }

    private func write(_ bytes: [UInt8], _ suffix: String) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: base.path + suffix))
    }

    private func remove() throws {
        for file in try FileManager.default.contentsOfDirectory(atPath: base.folder.path) {
            try FileManager.default.removeItem(atPath: base.folder.file(file))
        }
    }

    /// Everything that a collector would get: batches as they are, and what gaps say of the rest.
    static func deliver(_ queue: BatchQueue) async throws -> (bodies: Set<[UInt8]>, gaps: [Gap]) {
        var bodies: Set<[UInt8]> = []
        var gaps: [Gap] = []
        while true {
            for range in await queue.unacknowledged().ranges {
                for number in range {
                    guard let body = try await queue.bodies(of: [number], now: Self.anchor.wall).bodies.first else { continue }
                    bodies.insert(body)
                    let batch = try Batch(decoding: body)
                    gaps += batch.gaps
                    let said = EpochRanges(epoch: batch.epoch, ranges: SequenceRanges(batch.sequence...batch.sequence))
                    _ = try await queue.acknowledge(said, at: Self.anchor.wall)
                }
            }
            guard try await queue.commitGaps(anchor: Self.anchor, isSimulated: false) != nil else { return (bodies, gaps) }
        }
    }

    static func tells(_ gap: Gap, of batch: Batch) -> Bool {
        guard gap.reason == .damaged else { return false }
        return gap.epoch == batch.epoch && gap.sequences.contains(batch.sequence) || gap.hasOpenEnd && gap.epoch == 0
    }

    @Test("Flipped and cut bytes anywhere in database and log: it starts, and each batch is delivered or in a gap")
    func anywhere() async throws {
        var random = SeededGenerator(seed: 7)
        var delivered = 0
        var inGaps = 0
        var salvages = 0
        var slowest = Duration.zero
        for place in 0..<places {
            try remove()
            var committed: [(batch: Batch, body: [UInt8])] = []
            var files: [(String, [UInt8])] = []
            // The log is moved into the database when it is closed.
            for life in 0..<2 {
                let queue = try base.open()
                for index in 0..<40 {
                    let body = try await base.append(20, to: queue, as: index % 9 == 0 ? .clinical : .stream, bytes: 20).body
                    committed.append((try Batch(decoding: body), body))
                    if life == 0, index == 20 { _ = try await base.acknowledge(1...10, of: queue) }
                }
                // As `kill -9` leaves them.
                files = ["", "-wal", "-mark"].map { ($0, bytes($0)) }
            }
            try remove()
            for (suffix, content) in files { try write(content, suffix) }
            let suffix = place % 2 == 0 ? "" : "-wal"
            var content = try #require(files.first { $0.0 == suffix }).1
            let at = Int.random(in: 0..<content.count, using: &random)
            if place % 5 == 0 { content.removeSubrange(at...) } else { content[at] ^= 1 << UInt8.random(in: 0..<8, using: &random) }
            try write(content, suffix)

            let start = ContinuousClock.now
            let queue = try base.open()
            slowest = max(slowest, ContinuousClock.now - start)
            let (bodies, gaps) = try await Self.deliver(queue)
            salvages += await queue.takeReports().count
            for (batch, body) in committed.dropFirst(10) {
                if bodies.contains(body) {
                    delivered += 1
                } else {
                    let isTold = gaps.contains { Self.tells($0, of: batch) }
                    #expect(
                        isTold, "place \(place): byte \(at) of \(suffix.isEmpty ? "the database" : "the log"): sequence \(batch.sequence)")
                    inGaps += 1
                }
            }
            // And it goes on: no sequence is given out twice.
            let next = try Batch(decoding: try await base.append(1, to: queue).body)
            #expect(!committed.contains { $0.batch.epoch == next.epoch && $0.batch.sequence == next.sequence }, "place \(place)")
        }
        let figures = "places: \(places), delivered: \(delivered), in gaps: \(inGaps), salvages: \(salvages), slowest start: \(slowest)"
        Attachment.record(figures, named: "damage.txt")
        #expect(delivered > inGaps)
        #expect(salvages > 0)
    }

    @Test("Every byte of the database's header, its highest bit flipped: it starts, and each batch is delivered or in a gap")
    func header() async throws {
        var committed: [(batch: Batch, body: [UInt8])] = []
        for _ in 0..<2 {
            let queue = try base.open()
            for _ in 0..<3 {
                let body = try await base.append(2, to: queue).body
                committed.append((try Batch(decoding: body), body))
            }
        }
        // The log of the first life is in the database, that of the second was never written to it.
        let whole = bytes("")
        let mark = bytes("-mark")
        for place in 0..<100 {
            try remove()
            var content = whole
            content[place] ^= 0x80
            try write(content, "")
            try write(mark, "-mark")
            let queue = try base.open()
            let (bodies, gaps) = try await Self.deliver(queue)
            for (batch, body) in committed where !bodies.contains(body) {
                #expect(gaps.contains { Self.tells($0, of: batch) }, "byte \(place): sequence \(batch.sequence)")
            }
            #expect(try await base.append(1, to: queue).isDurable)
        }
    }

    @Test("A file that is no database is set aside")
    func notADatabase() async throws {
        try write(Array("this is no database, it is a text that is long enough to be taken for one by nobody".utf8), "")
        let queue = try base.open()
        #expect(await queue.takeReports().count == 1)
        try await base.append(1, to: queue)
        let gap = try #require(try await Self.deliver(queue).gaps.first)
        #expect(gap.reason == .damaged && gap.hasOpenEnd)
    }

    @Test("An outbox that was deleted is missed")
    func deleted() async throws {
        let epoch: UInt64
        do {
            let queue = try base.open()
            epoch = try await base.epoch(of: queue)
            for _ in 0..<5 { try await base.append(1, to: queue) }
        }
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: base.path + suffix) }
        let queue = try base.open()
        let gap = try #require(try await Self.deliver(queue).gaps.first)
        #expect(gap.epoch == epoch && gap.sequences.ranges == [1...5])
        #expect(try await base.epoch(of: queue) != epoch)
    }
}
