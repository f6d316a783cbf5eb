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

    private func sealed(_ batch: Batch, suite: SealingSuite = .chaCha20Poly1305) throws -> [UInt8] {
        var sealer = BatchSealer(gateway: gateway, key: secret.key, suite: suite)
        return try sealer.seal(batch)
    }

    private func open(_ payload: [UInt8], with secrets: [CollectorSecret], from gateway: GatewayID) throws(OpeningError) -> OpenedBatch {
        var opener = BatchOpener(secrets)
        return try opener.open(payload, from: gateway)
    }

    @Test("open again, with either suite", arguments: SealingSuite.allCases)
    func roundTrip(suite: SealingSuite) throws {
        let batch = try Self.batch()
        let sealed = try self.sealed(batch, suite: suite)
        let opened = try open(sealed, with: [CollectorSecret(), secret], from: gateway)
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
        var sealer = BatchSealer(gateway: gateway, key: secret.key)
        let sealed = try sealer.seal(batch)
        #expect(SealedBatchLimit.overheadBytes == 69)
        #expect(sealed.count == batch.encoded().count + 69)
        let again = try sealer.seal(batch)
        #expect(again.dropFirst(21) != sealed.dropFirst(21))
        // Nothing of the values shows: the frame's bytes are nowhere in what is sent.
        #expect(!sealed.indices.contains { sealed[$0...].starts(with: [0x16, 72, 0x0A, 0x03]) })
    }

    @Test("share an agreement as long as their sequences rise, and never its nonce", arguments: SealingSuite.allCases)
    func agreements(suite: SealingSuite) throws {
        var sealer = BatchSealer(gateway: gateway, key: secret.key, suite: suite)
        var opener = BatchOpener([secret])
        var nonces: Set<[UInt8]> = []
        var agreements: [[UInt8]] = []
        var sealed: [(batch: Batch, payload: [UInt8])] = []
        // Numbers that come twice: what was sealed could not be committed.
        for (epoch, sequence) in [(1, 1), (1, 2), (1, 7), (1, 7), (1, 8), (1, 3), (2, 9), (1, 10)] as [(UInt64, UInt64)] {
            let batch = try Self.batch(epoch: epoch, sequence: sequence)
            let payload = try sealer.seal(batch)
            sealed.append((batch, payload))
            let encapsulated = Array(payload[21..<53])
            if agreements.last != encapsulated { agreements.append(encapsulated) }
            #expect(nonces.insert(encapsulated + payload[13..<21]).inserted)
        }
        #expect(agreements.count == 5 && Set(agreements).count == 5)
        // In any order, and twice.
        for (batch, payload) in sealed.reversed() + sealed {
            let opened = try opener.open(payload, from: gateway)
            #expect(opened.batch == batch)
        }
    }

    @Test("agree anew after 4,096")
    func renewed() throws {
        var sealer = BatchSealer(gateway: gateway, key: secret.key)
        var agreements: Set<[UInt8]> = []
        for sequence in 1...UInt64(BatchSealer.Limit.batchesMax) + 1 {
            let payload = try sealer.seal([1], epoch: 1, sequence: sequence)
            agreements.insert(Array(payload[21..<53]))
            #expect(agreements.count == (sequence <= 4096 ? 1 : 2))
        }
    }

    @Test("have the layout that the README tells to other languages")
    func layout() throws {
        let sealed = try self.sealed(Self.batch(), suite: .aes128GCM)
        let id = SHA256Prefix.of(secret.key.encoded())
        #expect(Array(sealed.prefix(21)) == [0x0F] + id + [1, 2, 3, 4, 5, 6, 7, 8] + [0, 0, 0, 0, 0, 0, 0, 77])
        #expect(try self.sealed(Self.batch()).first == 0x17)
    }

    @Test("cannot be taken for plain ones, nor plain ones for sealed ones")
    func told() throws {
        #expect(!SealedBatch.isSealed(try Self.batch().encoded()))
        #expect(try Self.batch().encoded().first == 0x09)
        #expect(!SealedBatch.isSealed([]))
        for suite in SealingSuite.allCases {
            // Whatever field a message begins with, the three low bits are its wire type: 0 to 5.
            #expect(suite.firstByte & 7 == 7)
            let sealed = try self.sealed(Self.batch(), suite: suite)
            #expect(SealedBatch.isSealed(sealed))
            #expect(throws: BatchError.notProtocolBuffers) { try Batch(decoding: sealed) }
        }
        let plain = try Self.batch().encoded() + [UInt8](repeating: 0, count: 40)
        #expect(throws: OpeningError.container(.suite(0x09))) { try open(plain, with: [secret], from: gateway) }
    }

    @Test("with any bit flipped are refused", arguments: SealingSuite.allCases)
    func flipped(suite: SealingSuite) throws {
        let sealed = try self.sealed(Self.batch(), suite: suite)
        for position in sealed.indices {
            for bit in 0..<8 {
                var changed = sealed
                changed[position] ^= 1 << bit
                #expect(throws: OpeningError.self, "byte \(position), bit \(bit)") { try open(changed, with: [secret], from: gateway) }
            }
        }
    }

    @Test("cut short or made longer are refused", arguments: SealingSuite.allCases)
    func cut(suite: SealingSuite) throws {
        let sealed = try self.sealed(Self.batch(), suite: suite)
        for length in sealed.indices {
            #expect(throws: OpeningError.self, "\(length) bytes") { try open(Array(sealed.prefix(length)), with: [secret], from: gateway) }
        }
        #expect(throws: OpeningError.notAuthentic(secret.key.id)) { try open(sealed + [0], with: [secret], from: gateway) }
    }

    @Test("of another gateway, or sealed to another key, are refused with the reason")
    func foreign() throws {
        let sealed = try self.sealed(Self.batch())
        let other = try GatewayID("hal")
        #expect(throws: OpeningError.notAuthentic(secret.key.id)) { try open(sealed, with: [secret], from: other) }
        let error = #expect(throws: OpeningError.self) { try open(sealed, with: [CollectorSecret()], from: gateway) }
        #expect(error == .unknownKey(secret.key.id))
        #expect(error?.isRetryable == true)
    }

    @Test("whose header and content name different batches are refused")
    func header() throws {
        let batch = try Self.batch()
        var sealer = BatchSealer(gateway: gateway, key: secret.key)
        for (epoch, sequence) in [(batch.epoch, batch.sequence + 1), (batch.epoch + 1, batch.sequence)] {
            let sealed = try sealer.seal(batch.encoded(), epoch: epoch, sequence: sequence)
            let expected = OpeningError.headerDiffers(
                epoch: epoch, sequence: sequence, contentEpoch: batch.epoch, contentSequence: batch.sequence)
            #expect(throws: expected) { try open(sealed, with: [secret], from: gateway) }
        }
        let noise = try sealer.seal([0xFF, 0xFF], epoch: 1, sequence: 1)
        #expect(throws: OpeningError.content(.notProtocolBuffers)) { try open(noise, with: [secret], from: gateway) }
    }

    @Test("that are hostile are refused with the reason")
    func hostile() throws {
        let long = [UInt8](repeating: 0x17, count: SealedBatchLimit.bytesMax + 1)
        #expect(throws: SealedBatchError.tooLong(bytes: long.count, max: SealedBatchLimit.bytesMax)) { try SealedBatch(decoding: long) }
        #expect(throws: SealedBatchError.tooShort(bytes: 0, min: 69)) { try SealedBatch(decoding: []) }
        #expect(throws: SealedBatchError.suite(0x1F)) { try SealedBatch(decoding: [UInt8](repeating: 0x1F, count: 100)) }
        let sealed = try self.sealed(Self.batch())
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
        var sealer = BatchSealer(gateway: gateway, key: secret.key)
        let most = [UInt8](repeating: 1, count: BatchLimit.bytesMax)
        let longest = try sealer.seal(most, epoch: 1, sequence: 1)
        #expect(longest.count == SealedBatchLimit.bytesMax)
        #expect(throws: SealingError.tooLong(bytes: most.count + 1, max: most.count)) {
            var sealer = BatchSealer(gateway: gateway, key: secret.key)
            _ = try sealer.seal(most + [1], epoch: 1, sequence: 1)
        }
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
