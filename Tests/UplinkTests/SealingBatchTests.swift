import FoundationEssentials
import TestSupport
import Testing
import Vitals

@testable import Uplink

@Suite("Sealed batches")
struct SealingBatchTests {
    let secret = CollectorSecret()
    let gateway: GatewayID

    init() throws { gateway = try GatewayID("hall") }

    private static func batch(epoch: UInt64 = 0x0102_0304_0506_0708, sequence: UInt64 = 77) throws -> Batch {
        Batch(
            epoch: epoch, sequence: sequence, anchor: BatchTests.anchor, isSimulated: false,
            frames: [try BatchTests.frame(0xC000_0000_0001 | 1 << 48, [0x16, 72, 0x0A, 0x03], at: 86_399_900)])
    }

    @Test("open again, with either suite", arguments: SealingSuite.allCases)
    func roundTrip(suite: SealingSuite) throws {
        let batch = try Self.batch()
        let sealed = try BatchSealer(gateway: gateway, key: secret.key, suite: suite).seal(batch)
        let opened = try BatchOpener([CollectorSecret(), secret]).open(sealed, from: gateway)
        #expect(opened.batch == batch)
        #expect(opened.bytes == batch.encoded())
        #expect(opened.key == secret.key.id)
        let container = try SealedBatch(decoding: sealed)
        #expect(container.suite == suite && container.header.epoch == batch.epoch && container.header.sequence == batch.sequence)
        #expect(container.encoded() == sealed)
    }

    @Test("cost 69 bytes each, and no two are alike")
    func overhead() throws {
        let batch = try Self.batch()
        let sealer = BatchSealer(gateway: gateway, key: secret.key)
        let sealed = try sealer.seal(batch)
        #expect(SealedBatchLimit.overheadBytes == 69)
        #expect(sealed.count == batch.encoded().count + 69)
        #expect(try sealer.seal(batch).dropFirst(21) != sealed.dropFirst(21))
        // Nothing of the values shows: the frame's bytes are nowhere in what is sent.
        #expect(!sealed.indices.contains { sealed[$0...].starts(with: [0x16, 72, 0x0A, 0x03]) })
    }

    @Test("have the layout that the README tells to other languages")
    func layout() throws {
        let sealed = try BatchSealer(gateway: gateway, key: secret.key, suite: .aes128GCM).seal(try Self.batch())
        let id = SHA256Prefix.of(secret.key.encoded())
        #expect(Array(sealed.prefix(21)) == [0x0F] + id + [1, 2, 3, 4, 5, 6, 7, 8] + [0, 0, 0, 0, 0, 0, 0, 77])
        #expect(try BatchSealer(gateway: gateway, key: secret.key, suite: .chaCha20Poly1305).seal(try Self.batch()).first == 0x17)
    }

    @Test("cannot be taken for plain ones, nor plain ones for sealed ones")
    func told() throws {
        #expect(!SealedBatch.isSealed(try Self.batch().encoded()))
        #expect(try Self.batch().encoded().first == 0x09)
        #expect(!SealedBatch.isSealed([]))
        for suite in SealingSuite.allCases {
            // Whatever field a message begins with, the three low bits are its wire type: 0 to 5.
            #expect(suite.firstByte & 7 == 7)
            let sealed = try BatchSealer(gateway: gateway, key: secret.key, suite: suite).seal(try Self.batch())
            #expect(SealedBatch.isSealed(sealed))
            #expect(throws: BatchError.notProtocolBuffers) { try Batch(decoding: sealed) }
        }
        let plain = try Self.batch().encoded() + [UInt8](repeating: 0, count: 40)
        #expect(throws: OpeningError.container(.suite(0x09))) { try BatchOpener([secret]).open(plain, from: gateway) }
    }

    @Test("with any bit flipped are refused", arguments: SealingSuite.allCases)
    func flipped(suite: SealingSuite) throws {
        let opener = BatchOpener([secret])
        let sealed = try BatchSealer(gateway: gateway, key: secret.key, suite: suite).seal(try Self.batch())
        for position in sealed.indices {
            for bit in 0..<8 {
                var changed = sealed
                changed[position] ^= 1 << bit
                #expect(throws: OpeningError.self, "byte \(position), bit \(bit)") { try opener.open(changed, from: gateway) }
            }
        }
    }

    @Test("cut short or made longer are refused", arguments: SealingSuite.allCases)
    func cut(suite: SealingSuite) throws {
        let opener = BatchOpener([secret])
        let sealed = try BatchSealer(gateway: gateway, key: secret.key, suite: suite).seal(try Self.batch())
        for length in sealed.indices {
            #expect(throws: OpeningError.self, "\(length) bytes") { try opener.open(Array(sealed.prefix(length)), from: gateway) }
        }
        #expect(throws: OpeningError.notAuthentic(secret.key.id)) { try opener.open(sealed + [0], from: gateway) }
    }

    @Test("of another gateway, or sealed to another key, are refused with the reason")
    func foreign() throws {
        let sealed = try BatchSealer(gateway: gateway, key: secret.key).seal(try Self.batch())
        let other = try GatewayID("hal")
        #expect(throws: OpeningError.notAuthentic(secret.key.id)) { try BatchOpener([secret]).open(sealed, from: other) }
        let error = #expect(throws: OpeningError.self) { try BatchOpener([CollectorSecret()]).open(sealed, from: gateway) }
        #expect(error == .unknownKey(secret.key.id))
        #expect(error?.isRetryable == true)
    }

    @Test("whose header and content name different batches are refused")
    func header() throws {
        let batch = try Self.batch()
        let sealer = BatchSealer(gateway: gateway, key: secret.key)
        let opener = BatchOpener([secret])
        for (epoch, sequence) in [(batch.epoch, batch.sequence + 1), (batch.epoch + 1, batch.sequence)] {
            let sealed = try sealer.seal(batch.encoded(), epoch: epoch, sequence: sequence)
            let expected = OpeningError.headerDiffers(
                epoch: epoch, sequence: sequence, contentEpoch: batch.epoch, contentSequence: batch.sequence)
            #expect(throws: expected) { try opener.open(sealed, from: gateway) }
        }
        let noise = try sealer.seal([0xFF, 0xFF], epoch: 1, sequence: 1)
        #expect(throws: OpeningError.content(.notProtocolBuffers)) { try opener.open(noise, from: gateway) }
    }

    @Test("that are hostile are refused with the reason")
    func hostile() throws {
        let long = [UInt8](repeating: 0x17, count: SealedBatchLimit.bytesMax + 1)
        #expect(throws: SealedBatchError.tooLong(bytes: long.count, max: SealedBatchLimit.bytesMax)) { try SealedBatch(decoding: long) }
        #expect(throws: SealedBatchError.tooShort(bytes: 0, min: 69)) { try SealedBatch(decoding: []) }
        #expect(throws: SealedBatchError.suite(0x1F)) { try SealedBatch(decoding: [UInt8](repeating: 0x1F, count: 100)) }
        let sealed = try BatchSealer(gateway: gateway, key: secret.key).seal(try Self.batch())
        func changed(_ range: Range<Int>, _ bytes: [UInt8]) -> [UInt8] {
            Array(sealed[..<range.lowerBound]) + bytes + sealed[range.upperBound...]
        }
        #expect(throws: SealedBatchError.missing("epoch")) { try SealedBatch(decoding: changed(5..<13, [UInt8](repeating: 0, count: 8))) }
        #expect(throws: SealedBatchError.missing("sequence")) {
            try SealedBatch(decoding: changed(13..<21, [UInt8](repeating: 0xFF, count: 8)))
        }
        for point in WeakPoint.all {
            #expect(throws: SealedBatchError.weakEncapsulatedKey) { try SealedBatch(decoding: changed(21..<53, point)) }
        }
    }

    @Test("are bounded as plain ones are")
    func bounds() throws {
        let sealer = BatchSealer(gateway: gateway, key: secret.key)
        let most = [UInt8](repeating: 1, count: BatchLimit.bytesMax)
        #expect(try sealer.seal(most, epoch: 1, sequence: 1).count == SealedBatchLimit.bytesMax)
        #expect(throws: SealingError.tooLong(bytes: most.count + 1, max: most.count)) { try sealer.seal(most + [1], epoch: 1, sequence: 1) }
    }

    @Test(
        "use AES where the processor has instructions for it",
        arguments: [
            ("flags\t\t: fpu vme aes avx\n", SealingSuite.aes128GCM), ("flags\t\t: fpu vaes_none avx\n", .chaCha20Poly1305),
            // Raspberry Pi 5, Raspberry Pi 4.
            ("processor\t: 0\nFeatures\t: fp asimd evtstrm aes pmull sha1 sha2 crc32\n", .aes128GCM),
            ("processor\t: 0\nFeatures\t: fp asimd evtstrm crc32 cpuid\n", .chaCha20Poly1305),
            ("model name\t: aes\n", .chaCha20Poly1305), ("", .chaCha20Poly1305),
        ])
    func suite(cpuInformation: String, suite: SealingSuite) {
        #expect(SealingSuite(cpuInformation: cpuInformation) == suite)
    }
}
