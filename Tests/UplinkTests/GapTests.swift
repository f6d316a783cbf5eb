import TestSupport
import Testing
import Uplink
import Vitals

@Suite("Gaps")
struct GapTests {
    static let gap = Gap(
        epoch: 0xFFFF_0000_0000_0001, sequences: SequenceRanges([3...9, 20...20]), hasOpenEnd: true, frames: 700, bytes: 9000,
        first: Timestamp(milliseconds: 1_795_419_900_123), last: Timestamp(milliseconds: 1_795_419_999_999), reason: .outboxFull,
        durability: .stream)

    static func batch(_ gaps: [Gap]) -> Batch {
        Batch(epoch: 9, sequence: 77, anchor: BatchTests.anchor, isSimulated: false, frames: [], gaps: gaps)
    }

    @Test("come back from a batch that carries nothing else, whatever their reason and class")
    func roundTrip() throws {
        var gaps = [Self.gap]
        for reason in Gap.Reason.allCases {
            for durability in [FrameClass.stream, .clinical, nil] {
                gaps.append(
                    Gap(
                        epoch: 0, sequences: SequenceRanges(), frames: 0, bytes: 0, first: nil, last: nil, reason: reason,
                        durability: durability))
            }
        }
        #expect(try Batch(decoding: Self.batch(gaps).encoded()).gaps == gaps)
        #expect(try Batch(decoding: Self.batch([]).encoded()).gaps == [])
    }

    @Test("that are hostile are refused with the reason")
    func hostile() throws {
        func refused(_ gaps: [Gap], _ expected: BatchError, sourceLocation: SourceLocation = #_sourceLocation) {
            #expect(throws: expected, sourceLocation: sourceLocation) { try Batch(decoding: Self.batch(gaps).encoded()) }
        }
        refused([Gap](repeating: Self.gap, count: 65), .tooManyGaps(65, max: 64))
        func gap(
            epoch: UInt64 = 1, _ sequences: SequenceRanges = SequenceRanges(1...2), frames: UInt64 = 0, first: Int64 = 0
        ) -> Gap {
            Gap(
                epoch: epoch, sequences: sequences, frames: frames, bytes: 0, first: Timestamp(milliseconds: first), last: nil,
                reason: .damaged, durability: nil)
        }
        refused([gap(epoch: 0)], .gap(.epoch))
        refused([gap(SequenceRanges(0...2))], .gap(.range(first: 0, last: 2)))
        refused([gap(SequenceRanges(1...UInt64.max))], .gap(.range(first: 1, last: .max)))
        refused([gap(SequenceRanges((1...1025).map { $0 * 2...$0 * 2 }))], .gap(.tooManyRanges(1025, max: 1024)))
        refused([gap(frames: .max)], .gap(.count(.max)))
        refused([gap(first: -1)], .gap(.time(-1)))
        // Field 11 of no bytes: a gap without a reason.
        #expect(throws: BatchError.gap(.reason)) { try Batch(decoding: Self.batch([]).encoded() + [0x5A, 0]) }
    }

    @Test("cut short or changed in one bit are refused or read, never trapped on")
    func damaged() {
        let bytes = Self.batch([Self.gap, Self.gap]).encoded()
        for length in bytes.indices { _ = try? Batch(decoding: Array(bytes.prefix(length))) }
        for position in bytes.indices {
            for bit in 0..<8 {
                var changed = bytes
                changed[position] ^= 1 << bit
                _ = try? Batch(decoding: changed)
            }
        }
    }
}
