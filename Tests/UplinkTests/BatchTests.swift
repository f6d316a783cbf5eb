import TestSupport
import Testing
import Uplink
import Vitals

@Suite("Batches")
struct BatchTests {
    static let anchor = ClockAnchor(
        boot: 0xDEAD_BEEF, instant: Instant(sinceBoot: .milliseconds(86_400_000)), wall: Timestamp(milliseconds: 1_795_419_900_123),
        isSynchronized: true, utcOffsetMinutes: -210)

    static func frame(_ device: UInt64, _ value: [UInt8], at milliseconds: Int64, _ characteristic: UInt16 = 0x2A37) throws -> Frame {
        Frame(
            device: try #require(DeviceAddress(rawValue: device)), characteristic: BluetoothUUID(short: characteristic),
            origin: .notification, arrival: Instant(sinceBoot: .milliseconds(milliseconds)), value: value)
    }

    @Test("come back from their bytes, in order of arrival")
    func roundTrip() throws {
        var random = SeededGenerator(seed: 3)
        for _ in 0..<300 {
            var frames: [Frame] = []
            for index in 0..<Int.random(in: 0...40, using: &random) {
                let value = (0..<Int.random(in: 0...30, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
                let characteristic =
                    Bool.random(using: &random) ? BluetoothUUID(short: 0x2A37) : BluetoothUUID(0xFB00_5C82_02E7_F387_1CAD_8ACD_2D8D_F0C8)
                frames.append(
                    Frame(
                        device: try #require(DeviceAddress(rawValue: UInt64.random(in: 1...3, using: &random) | 1 << 48)),
                        characteristic: characteristic,
                        origin: [.notification, .indication, .read, .advertisement].randomElement(using: &random) ?? .read,
                        arrival: Instant(sinceBoot: .milliseconds(86_390_000 + Int64(index) * 7)), value: value))
            }
            let batch = Batch(epoch: 9, sequence: 77, anchor: Self.anchor, isSimulated: true, frames: frames)
            let decoded = try Batch(decoding: batch.encoded())
            #expect(decoded.anchor == batch.anchor)
            #expect(decoded.epoch == 9 && decoded.sequence == 77 && decoded.isSimulated)
            #expect(decoded.frames == batch.frames)
        }
    }

    @Test("of one strap and one second stay under 60 bytes")
    func size() throws {
        let batch = Batch(
            epoch: .max, sequence: 100_000, anchor: Self.anchor, isSimulated: false,
            frames: [try Self.frame(0xC000_0000_0001 | 1 << 48, [0x16, 72, 0x0A, 0x03], at: 86_399_900)])
        #expect(batch.encoded().count < 60)
    }

    @Test("cut short or changed in one bit are refused or decoded, never trapped on")
    func damaged() throws {
        let frames = try (0..<12).map { try Self.frame(UInt64($0 % 3) + 1, [0x16, 72, UInt8($0), 3], at: 86_390_000 + Int64($0) * 100) }
        let bytes = Batch(epoch: 1, sequence: 1, anchor: Self.anchor, isSimulated: false, frames: frames).encoded()
        for length in bytes.indices { _ = try? Batch(decoding: Array(bytes.prefix(length))) }
        for position in bytes.indices {
            for bit in 0..<8 {
                var changed = bytes
                changed[position] ^= 1 << bit
                _ = try? Batch(decoding: changed)
            }
        }
    }

    @Test("that are hostile are refused with the reason")
    func hostile() throws {
        #expect(throws: BatchError.tooLong(bytes: BatchLimit.bytesMax + 1, max: BatchLimit.bytesMax)) {
            try Batch(decoding: [UInt8](repeating: 0, count: BatchLimit.bytesMax + 1))
        }
        #expect(throws: BatchError.missing("epoch")) { try Batch(decoding: []) }
        #expect(throws: BatchError.notProtocolBuffers) { try Batch(decoding: [0xFF, 0xFF, 0xFF]) }
    }

    @Test("time frames by their anchor")
    func wallTime() {
        let instant = Instant(sinceBoot: .milliseconds(86_400_000 - 1500))
        #expect(Self.anchor.wallTime(of: instant) == Timestamp(milliseconds: 1_795_419_898_623))
    }
}
