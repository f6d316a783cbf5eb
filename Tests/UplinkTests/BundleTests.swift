import TestSupport
import Testing
import Uplink

@Suite("Bundles of batches")
struct BundleTests {
    @Test("A batch alone goes as it is, several go together, none goes nowhere")
    func few() throws {
        #expect(Bundle.messages(of: []).isEmpty)
        let alone = Bundle.messages(of: [[1, 2, 3]])
        #expect(alone.map(\.kind) == [.batch] && alone.map(\.payload) == [[1, 2, 3]])
        let both = Bundle.messages(of: [[1, 2, 3], [4]])
        #expect(both.map(\.kind) == [.batches])
        #expect(both.first?.payload == [0x0A, 3, 1, 2, 3, 0x0A, 1, 4])
        #expect(try Bundle(decoding: both.first?.payload ?? []).batches == [[1, 2, 3], [4]])
    }

    @Test("Whatever the sizes, every batch comes out once, in order, within the limits", arguments: 0..<50 as Range<UInt64>)
    func shared(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let largest = [20, 500, 70_000].randomElement(using: &random) ?? 20
        let batches = (0..<Int.random(in: 1...400, using: &random)).map { index in
            [UInt8](repeating: UInt8(index & 255), count: Int.random(in: 1...largest, using: &random))
        }
        var arrived: [[UInt8]] = []
        for (kind, payload) in Bundle.messages(of: batches) {
            guard kind == .batches else {
                arrived.append(payload)
                continue
            }
            #expect(payload.count <= BundleLimit.bytesMax)
            arrived += try Bundle(decoding: payload).batches
        }
        #expect(arrived == batches)
    }

    @Test("What is hostile is refused with the reason")
    func hostile() throws {
        let long = [UInt8](repeating: 0x0A, count: BundleLimit.bytesMax + 1)
        #expect(throws: BundleError.tooLong(bytes: long.count, max: BundleLimit.bytesMax)) { try Bundle(decoding: long) }
        #expect(throws: BundleError.notProtocolBuffers) { try Bundle(decoding: [0x0A, 5, 1]) }
        let many = [UInt8]((0..<129).flatMap { _ in [0x0A, 0] as [UInt8] })
        #expect(throws: BundleError.tooMany(batches: 129, max: 128)) { try Bundle(decoding: many) }
        #expect(try Bundle(decoding: []).batches.isEmpty)
    }
}
