import Testing
import Uplink
import Vitals

@Suite("The receiver machine")
struct ReceiverTests {
    let gateway: GatewayID

    init() throws { gateway = try GatewayID("ward-3") }

    @Test("acknowledges what was stored, once for each commit, repeats again")
    func acknowledges() {
        var receiver = Receiver()
        receiver.stored(gateway: gateway, epoch: 5, sequence: 1)
        receiver.stored(gateway: gateway, epoch: 5, sequence: 2)
        #expect(receiver.flush() == [.acknowledge(gateway, EpochRanges(epoch: 5, ranges: SequenceRanges(1...2)))])
        #expect(receiver.flush() == [])
        receiver.stored(gateway: gateway, epoch: 5, sequence: 2)
        #expect(receiver.flush() == [.acknowledge(gateway, EpochRanges(epoch: 5, ranges: SequenceRanges(2...2)))])
    }

    static func at(_ seconds: Int) -> Instant { Instant(sinceBoot: .seconds(seconds)) }

    static func hello(_ held: [(epoch: UInt64, ranges: [ClosedRange<UInt64>])], instance: UInt64 = 1) -> Hello {
        Hello(
            epoch: 5, held: held.map { EpochRanges(epoch: $0.epoch, ranges: SequenceRanges($0.ranges)) }, lastWritten: 8, software: "test",
            boot: 1, instance: instance)
    }

    @Test("answers a hello with what is durable and what is missing, of each epoch that is held")
    func hello() {
        var receiver = Receiver()
        receiver.restore(gateway: gateway, epoch: 5, durable: SequenceRanges([1...3, 6...6]))
        receiver.restore(gateway: gateway, epoch: 4, durable: SequenceRanges(1...100))
        #expect(
            receiver.hello(Self.hello([(5, [2...3, 5...8]), (4, [50...60]), (3, [7...7])]), from: gateway, at: Self.at(0)) == [
                .acknowledge(gateway, EpochRanges(epoch: 5, ranges: SequenceRanges([2...3, 6...6]))),
                .want(gateway, EpochRanges(epoch: 5, ranges: SequenceRanges([5...5, 7...8]))),
                .acknowledge(gateway, EpochRanges(epoch: 4, ranges: SequenceRanges(50...60))),
                .want(gateway, EpochRanges(epoch: 3, ranges: SequenceRanges(7...7))),
            ])
        #expect(receiver.hello(Self.hello([]), from: gateway, at: Self.at(1)) == [])
    }

    @Test("does not want what a stored gap accounts for, and takes it should it come")
    func gaps() {
        var receiver = Receiver()
        receiver.restore(gateway: gateway, epoch: 5, durable: SequenceRanges(1...3), lost: SequenceRanges(4...4))
        receiver.lost(EpochRanges(epoch: 5, ranges: SequenceRanges([6...7])), of: gateway)
        receiver.lost(EpochRanges(epoch: 6, ranges: SequenceRanges()), of: gateway)
        let hello = Self.hello([(5, [3...8])])
        let durable = Receiver.Action.acknowledge(gateway, EpochRanges(epoch: 5, ranges: SequenceRanges(3...3)))
        #expect(
            receiver.hello(hello, from: gateway, at: Self.at(0)) == [
                durable, .want(gateway, EpochRanges(epoch: 5, ranges: SequenceRanges([5...5, 8...8]))),
            ])
        receiver.stored(gateway: gateway, epoch: 5, sequence: 6)
        #expect(receiver.flush() == [.acknowledge(gateway, EpochRanges(epoch: 5, ranges: SequenceRanges(6...6)))])
    }

    private static func refused(_ actions: [Receiver.Action]) -> [UInt64] {
        actions.compactMap { if case .refuse(_, let instance) = $0 { instance } else { nil } }
    }

    /// Who says hello when, and who is refused then.
    @Test(
        "refuses the later one of two gateways that claim one id, until it was silent for ten minutes",
        arguments: [
            // A gateway that starts again, however often.
            [(1, 0, []), (2, 5, []), (3, 10, []), (4, 15, []), (4, 20, [])],
            // A connected gateway that was silent for a day throws its twin out, each time that the twin comes.
            [(1, 0, []), (2, 86_400, []), (1, 86_405, [2]), (2, 86_410, [2]), (2, 87_000, [2]), (2, 87_601, []), (1, 87_602, [2])],
            // Twins whose elder has been taken away.
            [(1, 0, []), (2, 5, []), (1, 6, [2]), (2, 700, []), (2, 705, []), (3, 800, []), (3, 900, [])],
            // Eleven minutes apart they may have been one after the other.
            [(1, 0, []), (2, 5, []), (2, 660, []), (1, 1400, []), (2, 1401, [1])],
            // Three at once.
            [(1, 0, []), (2, 5, []), (3, 6, []), (2, 7, [3]), (1, 8, [2]), (3, 9, [3]), (2, 10, [2])],
        ] as [[(UInt64, Int, [UInt64])]])
    func twins(story: [(UInt64, Int, [UInt64])]) throws {
        var receiver = Receiver()
        let other = try GatewayID("ward-4")
        for (instance, seconds, expected) in story {
            let refused = Self.refused(receiver.hello(Self.hello([], instance: instance), from: gateway, at: Self.at(seconds)))
            #expect(refused == expected, "at \(seconds) s")
            #expect(Self.refused(receiver.hello(Self.hello([], instance: 9), from: other, at: Self.at(seconds))) == [])
        }
    }

    @Test("says whose id is refused, and answers whoever is refused like everybody")
    func refusedGateways() {
        var receiver = Receiver()
        receiver.restore(gateway: gateway, epoch: 5, durable: SequenceRanges(1...1))
        _ = receiver.hello(Self.hello([], instance: 1), from: gateway, at: Self.at(0))
        _ = receiver.hello(Self.hello([], instance: 2), from: gateway, at: Self.at(1))
        #expect(receiver.refusedGateways(at: Self.at(1)) == [])
        _ = receiver.hello(Self.hello([], instance: 1), from: gateway, at: Self.at(2))
        #expect(receiver.refusedGateways(at: Self.at(2)) == [gateway])
        #expect(
            receiver.hello(Self.hello([(5, [1...1])], instance: 2), from: gateway, at: Self.at(3)) == [
                .refuse(gateway, instance: 2), .acknowledge(gateway, EpochRanges(epoch: 5, ranges: SequenceRanges(1...1))),
            ])
        #expect(receiver.refusedGateways(at: Self.at(603)) == [gateway])
        #expect(receiver.refusedGateways(at: Self.at(604)) == [])
    }

    @Test("keeps its twins apart among thousands of invented gateways and instances")
    func bounded() throws {
        var receiver = Receiver()
        _ = receiver.hello(Self.hello([], instance: 1), from: gateway, at: Self.at(0))
        for instance in 10...60 as ClosedRange<UInt64> {
            #expect(receiver.hello(Self.hello([], instance: instance), from: gateway, at: Self.at(Int(instance))) == [])
        }
        let refused = Self.refused(receiver.hello(Self.hello([], instance: 1), from: gateway, at: Self.at(61)))
        #expect(refused.count < 20 && refused.contains(60))
        for number in 0...Receiver.Limit.gatewaysMax {
            let invented = try GatewayID("invented-\(number)")
            #expect(receiver.hello(Self.hello([], instance: 7), from: invented, at: Self.at(62)) == [])
        }
    }

    @Test("Control messages come back from their bytes, and bad ones are refused")
    func messages() throws {
        let hello = Hello(
            epoch: 5,
            held: [
                EpochRanges(epoch: 5, ranges: SequenceRanges([2...8, 10...12])), EpochRanges(epoch: .max, ranges: SequenceRanges()),
            ], lastWritten: 12, software: "vitalflow-edge/0.1.0", boot: 7, instance: .max)
        #expect(try Hello(decoding: hello.encoded()) == hello)
        let refusal = Refusal(instance: 3, reason: .idInUse)
        #expect(try Refusal(decoding: refusal.encoded()) == refusal)
        // A field 2 of three letters that no version knows.
        #expect(try Refusal(decoding: refusal.encoded().prefix(9) + [0x12, 3, 0x6E, 0x65, 0x77]).reason == .unknown)
        #expect(throws: ControlError.missing("instance")) { try Refusal(decoding: []) }
        let many = EpochRanges(epoch: 5, ranges: SequenceRanges((1...3000).map { UInt64($0) * 3...UInt64($0) * 3 }))
        let parts = try many.encoded().map { try EpochRanges(decoding: $0) }
        #expect(parts.count == 3)
        #expect(SequenceRanges(parts.flatMap(\.ranges.ranges)) == many.ranges)
        #expect(throws: ControlError.missing("epoch")) { try Hello(decoding: []) }
        #expect(throws: ControlError.missing("instance")) { try Hello(decoding: [0x09, 1, 0, 0, 0, 0, 0, 0, 0]) }
        #expect(throws: ControlError.notProtocolBuffers) { try EpochRanges(decoding: [0xFF]) }
        #expect(throws: ControlError.repeatedEpoch) { try Hello(decoding: Self.hello([(4, [1...1]), (4, [2...2])]).encoded()) }
        // The last number, the message's last byte, made smaller than the first.
        let backwards = EpochRanges(epoch: 5, ranges: SequenceRanges(2...20)).encoded()[0].map { $0 == 20 ? 1 : $0 }
        #expect(throws: ControlError.range(first: 2, last: 1)) { try EpochRanges(decoding: backwards) }
    }

    @Test("A hello of many epochs and ranges is bounded: the last range reaches over the rest")
    func boundedHello() throws {
        let ranges = SequenceRanges((1...1000).map { UInt64($0) * 10...UInt64($0) * 10 + 1 })
        let hello = Hello(
            epoch: 1, held: (1...40).map { EpochRanges(epoch: $0, ranges: ranges) }, lastWritten: 10_001, software: "test", boot: 1,
            instance: 1)
        #expect(hello.encoded().count < ControlLimit.bytesMax / 2)
        let said = try Hello(decoding: hello.encoded())
        #expect(said.held.map(\.epoch) == Array(1...16))
        #expect(said.held[0].ranges.ranges.count == HelloLimit.rangesMax)
        #expect(said.held[0].ranges.ranges.prefix(63) == ranges.ranges.prefix(63))
        #expect(said.held[0].ranges.ranges.last == 640...10_001)
    }

    @Test("Topics are built and read; strangers are not ours")
    func topics() {
        let topics = Topics.standard
        #expect(topics.gateway(gateway, .batch) == "vitalflow/v1/gateway/ward-3/batch")
        #expect(topics.gatewayMessage(of: "vitalflow/v1/gateway/ward-3/hello")?.message == .hello)
        for stranger in [
            "vitalflow/v1/gateway/ward-3", "vitalflow/v1/gateway/a/b/batch", "vitalflow/v2/gateway/a/batch", "vitalflow/v1/gateway//batch",
        ] {
            #expect(topics.gatewayMessage(of: stranger) == nil)
        }
        for wrong in ["", "a//b", "a/+", "#", "$SYS"] { #expect(Topics(root: wrong) == nil) }
    }
}
