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

    @Test("answers a hello with what is durable and what is missing")
    func hello() {
        var receiver = Receiver()
        receiver.restore(gateway: gateway, epoch: 5, durable: SequenceRanges([1...3, 6...6]))
        let hello = Hello(epoch: 5, firstHeld: 2, lastWritten: 8, software: "test", boot: 1)
        #expect(
            receiver.hello(hello, from: gateway) == [
                .acknowledge(gateway, EpochRanges(epoch: 5, ranges: SequenceRanges([2...3, 6...6]))),
                .want(gateway, EpochRanges(epoch: 5, ranges: SequenceRanges([4...5, 7...8]))),
            ])
        let another = Hello(epoch: 6, firstHeld: 1, lastWritten: 1, software: "test", boot: 1)
        #expect(receiver.hello(another, from: gateway) == [.want(gateway, EpochRanges(epoch: 6, ranges: SequenceRanges(1...1)))])
        #expect(receiver.hello(Hello(epoch: 5, firstHeld: nil, lastWritten: 0, software: "", boot: 1), from: gateway) == [])
    }

    @Test("Control messages come back from their bytes, and bad ones are refused")
    func messages() throws {
        let hello = Hello(epoch: 5, firstHeld: 2, lastWritten: 8, software: "vitalflow-edge/0.1.0", boot: 7)
        #expect(try Hello(decoding: hello.encoded()) == hello)
        let many = EpochRanges(epoch: 5, ranges: SequenceRanges((1...3000).map { UInt64($0) * 3...UInt64($0) * 3 }))
        let parts = try many.encoded().map { try EpochRanges(decoding: $0) }
        #expect(parts.count == 3)
        #expect(SequenceRanges(parts.flatMap(\.ranges.ranges)) == many.ranges)
        #expect(throws: ControlError.missing("epoch")) { try Hello(decoding: []) }
        #expect(throws: ControlError.notProtocolBuffers) { try EpochRanges(decoding: [0xFF]) }
        // The last number, the message's last byte, made smaller than the first.
        let backwards = EpochRanges(epoch: 5, ranges: SequenceRanges(2...20)).encoded()[0].map { $0 == 20 ? 1 : $0 }
        #expect(throws: ControlError.range(first: 2, last: 1)) { try EpochRanges(decoding: backwards) }
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
