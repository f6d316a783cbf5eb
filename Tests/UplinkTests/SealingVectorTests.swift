import Crypto
import FoundationEssentials
import Testing
import Vitals

@testable import Uplink

/// What the specification says, against the library that is used here. Only opening can be tested so: the library draws the ephemeral key
/// of a sender by itself.
@Suite("HPKE as RFC 9180 has it")
struct SealingVectorTests {
    struct Vector: Sendable {
        let suite: SealingSuite
        let recipient: String
        let encapsulated: String
        /// The first three messages of the context.
        let ciphertexts: [String]
    }

    /// RFC 9180, A.1.1 (AES-128-GCM) and A.2.1 (ChaCha20-Poly1305), base mode.
    static let vectors = [
        Vector(
            suite: .aes128GCM, recipient: "4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8",
            encapsulated: "37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431",
            ciphertexts: [
                "f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a96d8770ac83d07bea87e13c512a",
                "af2d7e9ac9ae7e270f46ba1f975be53c09f8d875bdc8535458c2494e8a6eab251c03d0c22a56b8ca42c2063b84",
            ]),
        Vector(
            suite: .chaCha20Poly1305, recipient: "8057991eef8f1f1af18f4a9491d16a1ce333f695d4db8e38da75975c4478e0fb",
            encapsulated: "1afa08d3dec047a643885163f1180476fa7ddb54c6a8029ea33f95796bf2ac4a",
            ciphertexts: [
                "1c5250d8034ec2b784ba2cfd69dbdb8af406cfe3ff938e131f0def8c8b60b4db21993c62ce81883d2dd1b51a28",
                "6b53c051e4199c518de79594e1c4ab18b96f081549d45ce015be002090bb119e85285337cc95ba5f59992dc98c",
            ]),
    ]

    private static func bytes(_ hex: String) -> [UInt8] {
        let digits = Array(hex)
        return stride(from: 0, to: digits.count, by: 2).compactMap { UInt8(String(digits[$0..<$0 + 2]), radix: 16) }
    }

    @Test("opens the vectors of both suites", arguments: vectors)
    func opens(vector: Vector) throws {
        let secret = try Curve25519.KeyAgreement.PrivateKey(rawRepresentation: Self.bytes(vector.recipient))
        var recipient = try HPKE.Recipient(
            privateKey: secret, ciphersuite: vector.suite.ciphersuite, info: Data("Ode on a Grecian Urn".utf8),
            encapsulatedKey: Data(Self.bytes(vector.encapsulated)))
        for (count, ciphertext) in vector.ciphertexts.enumerated() {
            let plain = try recipient.open(Self.bytes(ciphertext), authenticating: Array("Count-\(count)".utf8))
            #expect(String(decoding: plain, as: UTF8.self) == "Beauty is truth, truth beauty")
        }
    }

    /// Made by another implementation from the README alone: RFC 9180's formulas in Python, with the ephemeral key 07 07 … 07. Its exporter
    /// gives RFC 9180's A.1.1.2.
    @Test(
        "a batch that another implementation sealed opens",
        arguments: [
            """
            0f57df59090102030405060708000000000000004d13be4feaeaf204c7fd3358fc9c00721881d174278128227ec674f37f7fe97b6d\
            6e98d418cc5d31ef3834f727105b9c729f053c6c04ad39ffaa31b8
            """,
            """
            1757df59090102030405060708000000000000004d13be4feaeaf204c7fd3358fc9c00721881d174278128227ec674f37f7fe97b6d\
            2603fdd5c7bcd400d9b99c68ca3232b8e5d27aecb92fcb594cb878
            """,
        ])
    func foreign(payload: String) throws {
        let secret = try CollectorSecret("vfs1:AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyBAQUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVpbXF1eX3F30sI")
        let sealed = try SealedBatch(decoding: Self.bytes(payload))
        #expect(sealed.key == secret.key.id)
        let key = try #require(secret.agreedKey(sealed.encapsulatedKey, suite: sealed.suite))
        let data = sealed.header.associatedData(of: try GatewayID("hall"))
        let plain = sealed.suite.open(sealed.ciphertext, with: key, sequence: sealed.header.sequence, authenticating: data)
        #expect(plain == Self.bytes("090807060504030201104d"))
    }

    @Test("refuses exactly the points with which every shared secret is zero")
    func weakPoints() throws {
        #expect(WeakPoint.all.count == 7)
        for point in WeakPoint.all {
            for highest in [UInt8(0), 0x80] {
                var encoding = point
                encoding[31] |= highest
                let shared = try Curve25519.KeyAgreement.PrivateKey().sharedSecretFromKeyAgreement(
                    with: Curve25519.KeyAgreement.PublicKey(rawRepresentation: encoding))
                #expect(
                    shared.hkdfDerivedSymmetricKey(using: SHA256.self, salt: Data(), sharedInfo: Data(), outputByteCount: 32) == Self.zero)
                #expect(WeakPoint.contains(encoding))
            }
        }
        for _ in 0..<20 {
            #expect(!WeakPoint.contains([UInt8](Curve25519.KeyAgreement.PrivateKey().publicKey.rawRepresentation)))
        }
    }

    /// What comes of a shared secret of zeros.
    private static let zero = HKDF<SHA256>.deriveKey(
        inputKeyMaterial: SymmetricKey(data: [UInt8](repeating: 0, count: 32)), salt: Data(), info: Data(), outputByteCount: 32)
}

enum SHA256Prefix {
    static func of(_ bytes: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: bytes).prefix(4)) }
}
