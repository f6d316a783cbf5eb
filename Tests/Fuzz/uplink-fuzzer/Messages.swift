// The messages between gateway and collector, as anybody who reaches the broker could send them.

import Uplink
import Vitals

enum Messages {
    static func run(_ input: [UInt8]) {
        if let batch = try? Batch(decoding: input) {
            // What is read is written and read again as the same; frames of one millisecond may change places with another characteristic's.
            guard let again = try? Batch(decoding: batch.encoded()) else { preconditionFailure("a batch that cannot be read again") }
            precondition(again.anchor == batch.anchor && groups(of: again) == groups(of: batch), "a batch that is not what it says")
        }
        _ = try? Hello(decoding: input)
        _ = try? EpochRanges(decoding: input)
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
    Messages.run(unsafe Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
}
