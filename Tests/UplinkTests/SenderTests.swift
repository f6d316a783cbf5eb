import TestSupport
import Testing
import Uplink
import Vitals

@Suite("The sender machine")
struct SenderTests {
    static func at(_ seconds: Double) -> Instant { Instant(sinceBoot: .milliseconds(Int64(seconds * 1000))) }

    static func published(_ actions: [Sender.Action]) -> [UInt64] {
        actions.compactMap { if case .publish(let sequence) = $0 { sequence } else { nil } }
    }

    @Test("says hello before any batch and publishes what it holds")
    func hello() {
        var sender = Sender(unacknowledged: SequenceRanges(3...5))
        #expect(sender.connected(at: Self.at(0)) == [.hello, .publish(3), .publish(4), .publish(5)])
    }

    @Test("publishes nothing while disconnected, and everything after")
    func disconnected() {
        var sender = Sender(unacknowledged: SequenceRanges())
        #expect(sender.committed(1, at: Self.at(0)) == [])
        #expect(sender.connected(at: Self.at(1)) == [.hello, .publish(1)])
        sender.disconnected()
        #expect(sender.committed(2, at: Self.at(2)) == [])
        #expect(sender.tick(at: Self.at(100)) == [])
        #expect(Self.published(sender.connected(at: Self.at(101))) == [1, 2])
    }

    @Test("keeps its window and leaves room for fresh batches")
    func window() {
        var sender = Sender(unacknowledged: SequenceRanges(1...1000))
        #expect(Self.published(sender.connected(at: Self.at(0))).count == Sender.Limit.backlogWindowMax)
        #expect(Self.published(sender.committed(1001, at: Self.at(0))) == [1001])
        #expect(sender.inFlightCount == Sender.Limit.backlogWindowMax + 1)
        #expect(Self.published(sender.settled(SequenceRanges(1...1), at: Self.at(0))) == [49])
    }

    @Test("sends again what was not acknowledged, later each time, and stops when it is")
    func timeout() {
        var sender = Sender(unacknowledged: SequenceRanges(1...1), random: SeededGenerator(seed: 1))
        _ = sender.connected(at: Self.at(0))
        #expect(sender.tick(at: Self.at(4.9)) == [])
        #expect(sender.tick(at: Self.at(6.3)) == [.publish(1)])
        #expect(sender.tick(at: Self.at(15)) == [])
        #expect(sender.tick(at: Self.at(6.3 + 12.6)) == [.publish(1)])
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
