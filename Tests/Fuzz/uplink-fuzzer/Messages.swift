// The messages between gateway and collector, as anybody who reaches the broker could send them.

import Uplink

enum Messages {
    static func run(_ input: [UInt8]) {
        if let batch = try? Batch(decoding: input) {
            // What is read is written and read again as the same.
            let again = try? Batch(decoding: batch.encoded())
            precondition(again?.frames == batch.frames && again?.anchor == batch.anchor, "a batch that is not what it says")
        }
        _ = try? Hello(decoding: input)
        _ = try? EpochRanges(decoding: input)
    }
}

@_cdecl("LLVMFuzzerTestOneInput")
func testOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    Messages.run(unsafe Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
}
