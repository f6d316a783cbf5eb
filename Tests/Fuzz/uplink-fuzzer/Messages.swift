// The messages between gateway and collector, as anybody who reaches the broker could send them.

import Uplink
import Vitals

enum Messages {
    static func run(_ input: [UInt8]) {
        if let batch = try? Batch(decoding: input) {
            // What is read is written and read again as the same; frames of one millisecond may change places with another characteristic's.
            guard let again = try? Batch(decoding: batch.encoded()) else { preconditionFailure("a batch that cannot be read again") }
            precondition(again.anchor == batch.anchor && groups(of: again) == groups(of: batch), "a batch that is not what it says")
            precondition(again.gaps == batch.gaps, "gaps that are not what they say")
        }
        if let hello = try? Hello(decoding: input) {
            guard let again = try? Hello(decoding: hello.encoded()), again == hello else { preconditionFailure("a hello that changes") }
            answer(hello)
        }
        if let refusal = try? Refusal(decoding: input) {
            guard let again = try? Refusal(decoding: refusal.encoded()), again == refusal else {
                preconditionFailure("a refusal that changes")
            }
        }
        _ = try? EpochRanges(decoding: input)
        if let bundle = try? Bundle(decoding: input) {
            let again = Bundle.messages(of: bundle.batches).flatMap { kind, payload in
                kind == .batch ? [payload] : (try? Bundle(decoding: payload))?.batches ?? []
            }
            precondition(again == bundle.batches, "a bundle that changes")
        }
    }

    /// Whatever a hello says, only what it says is held is acknowledged or wanted, and nothing that is durable or lost is wanted.
    private static func answer(_ hello: Hello) {
        guard let gateway = try? GatewayID("fuzzer"), let epoch = hello.held.first?.epoch else { return }
        var receiver = Receiver()
        receiver.restore(gateway: gateway, epoch: epoch, durable: SequenceRanges(2...300), lost: SequenceRanges([1...1, 1000...70_000]))
        for action in receiver.hello(hello, from: gateway, at: Instant(sinceBoot: .zero)) {
            switch action {
            case .acknowledge(_, let said): check(said, hello) { (2...300).contains($0) }
            case .want(_, let said): check(said, hello) { said.epoch != epoch || $0 > 300 && !(1000...70_000).contains($0) }
            case .refuse: preconditionFailure("a single gateway refused")
            }
        }
    }

    private static func check(_ said: EpochRanges, _ hello: Hello, _ isRight: (UInt64) -> Bool) {
        let held = hello.held.first { $0.epoch == said.epoch }?.ranges ?? SequenceRanges()
        for range in said.ranges.ranges {
            precondition(held.missing(in: range).isEmpty, "what is not held is acknowledged or wanted")
            precondition(isRight(range.lowerBound) && isRight(range.upperBound), "acknowledged and wanted do not part")
        }
    }

    private struct Group: Hashable {
        let characteristic: BluetoothUUID
        let origin: FrameOrigin
    }

    private static func groups(of batch: Batch) -> [Group: [Frame]] {
        Dictionary(grouping: batch.frames) { Group(characteristic: $0.characteristic, origin: $0.origin) }
    }
}

@_cdecl("LLVMFuzzerTestOneInput")
func testOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let input = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    Messages.run(input)
    Sealed.run(input)
    return 0
}
