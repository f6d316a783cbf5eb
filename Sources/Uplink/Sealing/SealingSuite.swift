// How a batch is sealed: a key that HPKE (RFC 9180) exports in base mode, X25519 and HKDF-SHA256, and one of two ciphers.

import Crypto
import FoundationEssentials

/// The cipher inside HPKE. A collector opens both.
///
/// AES-128-GCM is the faster one where the processor has instructions for AES. A Raspberry Pi 4 and older have none: there AES in
/// software takes several times as long as ChaCha20-Poly1305, which needs nothing but additions, rotations and multiplications.
package enum SealingSuite: UInt8, Hashable, Sendable, CaseIterable {
    case aes128GCM = 1
    case chaCha20Poly1305 = 2

    /// The three low bits of what a Protocol Buffers message begins with are a wire type, and 7 is none: no unsealed batch, of this
    /// version or of a later one, begins like a sealed one.
    private static let mark: UInt8 = 7

    /// The first byte of a sealed batch: 0x0F or 0x17.
    package var firstByte: UInt8 { rawValue << 3 | Self.mark }

    init?(firstByte: UInt8) {
        guard Self.isMarked(firstByte) else { return nil }
        self.init(rawValue: firstByte >> 3)
    }

    static func isMarked(_ firstByte: UInt8) -> Bool { firstByte & 7 == mark }

    /// The faster suite of a machine, by the text of its `/proc/cpuinfo`.
    package init(cpuInformation text: some StringProtocol) {
        let hasAES = text.split(whereSeparator: \.isNewline).contains { line in
            let sides = line.split(separator: ":", maxSplits: 1)
            guard sides.count == 2, let name = sides[0].split(whereSeparator: \.isWhitespace).first else { return false }
            // "flags" on x86, "Features" on ARM.
            return (name == "flags" || name == "Features") && sides[1].split(whereSeparator: \.isWhitespace).contains("aes")
        }
        self = hasAES ? .aes128GCM : .chaCha20Poly1305
    }
}

extension SealingSuite {
    /// HPKE's `info`: bytes sealed for another purpose do not open as a batch.
    static let purpose = Data("vitalflow uplink v1 batch".utf8)
    /// What the exported secret is for. Source: RFC 9180, §5.3.
    static let exportContext = Data("vitalflow uplink v1 batch key".utf8)

    var ciphersuite: HPKE.Ciphersuite {
        switch self {
        case .aes128GCM: HPKE.Ciphersuite(kem: .Curve25519_HKDF_SHA256, kdf: .HKDF_SHA256, aead: .AES_GCM_128)
        case .chaCha20Poly1305: .Curve25519_SHA256_ChachaPoly
        }
    }

    var keyByteCount: Int {
        switch self {
        case .aes128GCM: 16
        case .chaCha20Poly1305: 32
        }
    }

    /// Four zeros and the sequence.
    private static func nonce(_ sequence: UInt64) -> [UInt8] { [0, 0, 0, 0] + sequence.bigEndianBytes }

    /// The ciphertext with its tag.
    func seal(_ bytes: [UInt8], with key: SymmetricKey, sequence: UInt64, authenticating data: [UInt8]) throws -> [UInt8] {
        let nonce = Self.nonce(sequence)
        switch self {
        case .aes128GCM:
            let box = try AES.GCM.seal(bytes, using: key, nonce: AES.GCM.Nonce(data: nonce), authenticating: data)
            return [UInt8](box.ciphertext) + box.tag
        case .chaCha20Poly1305:
            let box = try ChaChaPoly.seal(bytes, using: key, nonce: ChaChaPoly.Nonce(data: nonce), authenticating: data)
            return [UInt8](box.ciphertext) + box.tag
        }
    }

    /// `nil` when a bit of anything is another.
    func open(_ ciphertext: [UInt8], with key: SymmetricKey, sequence: UInt64, authenticating data: [UInt8]) -> [UInt8]? {
        let combined = Self.nonce(sequence) + ciphertext
        let bytes: Data? =
            switch self {
            case .aes128GCM: try? AES.GCM.open(AES.GCM.SealedBox(combined: combined), using: key, authenticating: data)
            case .chaCha20Poly1305: try? ChaChaPoly.open(ChaChaPoly.SealedBox(combined: combined), using: key, authenticating: data)
            }
        return bytes.map { [UInt8]($0) }
    }
}
