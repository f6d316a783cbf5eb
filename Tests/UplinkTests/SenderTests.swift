import TestSupport
import Testing
import Uplink
import Vitals

@Suite("The sender machine")
struct SenderTests {
    static func at(_ seconds: Double) -> Instant { Instant(sinceBoot: .milliseconds(Int64(seconds * 1000))) }

    static func published(_ actions: [Sender.Action]) -> [UInt64] {
        actions.flatMap { (action) -> [UInt64] in if case .publish(let sequences) = action { sequences } else { [] } }
    }

    @Test("says hello before any batch and publishes what it holds")
    func hello() {
        var sender = Sender(unacknowledged: SequenceRanges(3...5))
        #expect(sender.connected(at: Self.at(0)) == [.hello, .publish([3, 4, 5])])
    }

    @Test("publishes nothing while disconnected, and everything after")
    func disconnected() {
        var sender = Sender(unacknowledged: SequenceRanges())
        #expect(sender.committed(1, at: Self.at(0)) == [])
        #expect(sender.connected(at: Self.at(1)) == [.hello, .publish([1])])
        sender.disconnected()
        #expect(sender.committed(2, at: Self.at(2)) == [])
        #expect(sender.tick(at: Self.at(100)) == [])
        #expect(Self.published(sender.connected(at: Self.at(101))) == [1, 2])
    }

    @Test("keeps its window and leaves room for fresh batches, which go by themselves")
    func window() {
        var sender = Sender(unacknowledged: SequenceRanges(1...10_000))
        #expect(Self.published(sender.connected(at: Self.at(0))) == Array(1...4))
        #expect(sender.committed(10_001, at: Self.at(0)) == [.publish([10_001])])
        // Each that is acknowledged promptly makes room for two.
        #expect(sender.settled(SequenceRanges(1...4), at: Self.at(0.1)) == [.publish(Array(5...12))])
        for round in 1...10 {
            _ = sender.settled(SequenceRanges(1...UInt64(round * 600)), at: Self.at(0.1))
            #expect(sender.inFlightCount <= Sender.Limit.backlogWindowMax + 1)
        }
        #expect(sender.inFlightCount == Sender.Limit.backlogWindowMax + 1)
        for sequence in 10_002...11_000 as ClosedRange<UInt64> { _ = sender.committed(sequence, at: Self.at(0.2)) }
        #expect(sender.inFlightCount == Sender.Limit.windowMax)
    }

    @Test("takes the backlog back when acknowledgements are late, down to one, and no fresh batch")
    func late() {
        var sender = Sender(unacknowledged: SequenceRanges(1...10_000))
        _ = sender.connected(at: Self.at(0))
        #expect(sender.settled(SequenceRanges(1...4), at: Self.at(0.1)) == [.publish(Array(5...12))])
        #expect(sender.settled(SequenceRanges(5...12), at: Self.at(0.2)) == [.publish(Array(13...28))])
        // Half of them may follow; and late by the same cause, not halved once more.
        #expect(sender.settled(SequenceRanges(13...20), at: Self.at(1)) == [])
        #expect(sender.settled(SequenceRanges(21...28), at: Self.at(1.1)) == [.publish(Array(29...36))])
        var last: UInt64 = 36
        for (round, window) in [4, 2, 1, 1].enumerated() {
            let now = Self.at(Double(3 + round))
            let next = sender.settled(SequenceRanges(29...last), at: now)
            #expect(Self.published(next).count == window)
            last += UInt64(window)
            #expect(sender.committed(20_000 + UInt64(round), at: now) == [.publish([20_000 + UInt64(round)])])
        }
    }

    @Test("Batches that are never acknowledged hold nobody up, and are sent again all the same")
    func hopeless() {
        let hopeless = SequenceRanges(1...700)
        var sender = Sender(unacknowledged: SequenceRanges(1...2000), random: SeededGenerator(seed: 1))
        var time = 0.0
        var sent: [UInt64: Int] = [:]
        func take(_ actions: [Sender.Action]) -> SequenceRanges {
            var taken = SequenceRanges()
            for sequence in Self.published(actions) {
                sent[sequence, default: 0] += 1
                if !hopeless.contains(sequence) { taken.insert(sequence) }
            }
            return taken
        }
        var acknowledged = take(sender.connected(at: Self.at(0)))
        while time < 6000, sender.unacknowledgedCount > 700 {
            time += 0.5
            let next = sender.settled(acknowledged, at: Self.at(time)) + sender.tick(at: Self.at(time))
            acknowledged = take(next)
        }
        #expect(sender.unacknowledgedCount == 700)
        for _ in 0..<400 {
            time += 0.5
            _ = take(sender.tick(at: Self.at(time)))
        }
        #expect((1...700).allSatisfy { sent[$0, default: 0] > 1 })
        #expect(sender.committed(9999, at: Self.at(time)) == [.publish([9999])])
    }

    @Test("A way that is long is not taken for one that is crowded")
    func satellite() {
        var sender = Sender(unacknowledged: SequenceRanges(1...100_000))
        var inFlight = Self.published(sender.connected(at: Self.at(0)))
        for round in 1...12 {
            inFlight = Self.published(sender.settled(SequenceRanges(inFlight.map { $0...$0 }), at: Self.at(0.7 * Double(round))))
        }
        #expect(inFlight.count == Sender.Limit.backlogWindowMax)
    }

    /// A link of some bytes a second with a queue before it, as at a mobile modem: fresh batches are not late behind a backlog of any size.
    @Test("fills slow links and fast ones, and keeps fresh batches quick", arguments: [20, 200, 2000, 20_000])
    func links(batchesPerSecond: Int) {
        var sender = Sender(unacknowledged: SequenceRanges(1...1_000_000))
        let clock = Int64(1_000_000 / batchesPerSecond)
        var queue: [(UInt64, sent: Int64)] = []
        var now: Int64 = 0
        var delivered = 0
        var next: UInt64 = 1_000_001
        var freshDelays: [Int64] = []
        func take(_ actions: [Sender.Action]) { for sequence in Self.published(actions) { queue.append((sequence, now)) } }
        func instant() -> Instant { Instant(sinceBoot: .microseconds(now)) }
        take(sender.connected(at: instant()))
        while now < 20_000_000 {
            // In what comes a group at a time, as commits of the collector do.
            let count = min(queue.count, max(1, batchesPerSecond / 200))
            now += clock * Int64(max(count, 1))
            let arrived = queue.prefix(count)
            queue.removeFirst(count)
            delivered += count
            freshDelays += arrived.filter { $0.0 > 1_000_000 }.map { now - $0.sent }
            take(sender.settled(SequenceRanges(arrived.map { $0.0...$0.0 }), at: instant()))
            if Int64(next - 1_000_001) * 500_000 < now {
                take(sender.committed(next, at: instant()))
                next += 1
            }
        }
        #expect(delivered > batchesPerSecond * 20 * 8 / 10)
        #expect(freshDelays.sorted()[freshDelays.count * 99 / 100] < 700_000)
    }

    @Test("sends again what was not acknowledged, later each time, and stops when it is")
    func timeout() {
        var sender = Sender(unacknowledged: SequenceRanges(1...1), random: SeededGenerator(seed: 1))
        _ = sender.connected(at: Self.at(0))
        #expect(sender.tick(at: Self.at(4.9)) == [])
        #expect(sender.tick(at: Self.at(6.3)) == [.publish([1])])
        #expect(sender.tick(at: Self.at(15)) == [])
        #expect(sender.tick(at: Self.at(6.3 + 12.6)) == [.publish([1])])
        #expect(sender.settled(SequenceRanges(1...1), at: Self.at(20)) == [])
        #expect(sender.tick(at: Self.at(1000)) == [])
        #expect(sender.deadline == nil)
    }

    @Test("sends again what the collector wants")
    func wanted() {
        var sender = Sender(unacknowledged: SequenceRanges())
        _ = sender.connected(at: Self.at(0))
        #expect(Self.published(sender.wanted(SequenceRanges(7...8), at: Self.at(0))) == [7, 8])
    }

    /// The network loses, doubles and reorders; connections break; the collector keeps what arrives.
    @Test("delivers every batch over a bad network", arguments: 0..<200 as Range<UInt64>)
    func badNetwork(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var sender = Sender(unacknowledged: SequenceRanges(), random: SeededGenerator(seed: seed))
        var receiver = Receiver()
        let gateway = try GatewayID("g")
        var stored: Set<UInt64> = []
        var committed: UInt64 = 0
        var acknowledged = SequenceRanges()
        var wire: [UInt64] = []
        var time = 0.0
        func take(_ actions: [Sender.Action], _ random: inout SeededGenerator) {
            for sequence in Self.published(actions) where Int.random(in: 0..<4, using: &random) > 0 {
                wire.append(sequence)
                if Int.random(in: 0..<8, using: &random) == 0 { wire.append(sequence) }
            }
        }
        var round = 0
        while round < 300 || acknowledged.count < committed {
            round += 1
            try #require(round < 5000, "not delivered: \(committed - acknowledged.count) of \(committed)")
            time += Double.random(in: 0...3, using: &random)
            let now = Self.at(time)
            switch Int.random(in: 0..<10, using: &random) {
            case 0: sender.disconnected()
            case 1, 2: take(sender.connected(at: now), &random)
            case 3 where round < 300, 4 where round < 300:
                committed += 1
                take(sender.committed(committed, at: now), &random)
            case 5...8 where !wire.isEmpty:
                let sequence = wire.remove(at: Int.random(in: 0..<wire.count, using: &random))
                stored.insert(sequence)
                receiver.stored(gateway: gateway, epoch: 1, sequence: sequence)
                for case .acknowledge(_, let said) in receiver.flush() where Int.random(in: 0..<4, using: &random) > 0 {
                    for range in said.ranges.ranges { acknowledged.insert(range) }
                    take(sender.settled(said.ranges, at: now), &random)
                }
            default: take(sender.tick(at: now), &random)
            }
            #expect(sender.inFlightCount <= Sender.Limit.windowMax)
        }
        #expect(stored == Set(1...max(committed, 1)).subtracting(committed == 0 ? [1] : []))
    }
}
