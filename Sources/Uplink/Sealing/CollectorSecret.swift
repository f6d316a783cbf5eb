// The collector's half of a key. It is read from its file, and shown to nobody.

import Crypto
import FoundationEssentials
package import Vitals

/// The private keys that belong to a `CollectorKey`. Its description does not give it away.
package struct CollectorSecret: Sendable {
    private let sealing: Curve25519.KeyAgreement.PrivateKey
    private let signing: Curve25519.Signing.PrivateKey
    package let key: CollectorKey

    /// A fresh one, from the system's random numbers.
    package init() {
        self.init(sealing: Curve25519.KeyAgreement.PrivateKey(), signing: Curve25519.Signing.PrivateKey())
    }

    private init(sealing: Curve25519.KeyAgreement.PrivateKey, signing: Curve25519.Signing.PrivateKey) {
        self.sealing = sealing
        self.signing = signing
        key = CollectorKey(sealing: [UInt8](sealing.publicKey.rawRepresentation), signing: [UInt8](signing.publicKey.rawRepresentation))
    }
}

extension CollectorSecret {
    /// Two keys of 32 bytes, and four of their SHA-256: X25519 ignores some bits, so the public key would not show every change.
    private static let byteCount = 68

    package init(_ text: some StringProtocol) throws(KeyTextError) {
        var fields = FixedFields(try KeyText.bytes(of: text, kind: KeyText.secret, count: Self.byteCount))
        let (first, second) = (fields.bytes(32), fields.bytes(32))
        guard Self.checksum(first + second) == fields.integer(UInt32.self) else { throw .checksum }
        guard let sealing = try? Curve25519.KeyAgreement.PrivateKey(rawRepresentation: first),
            let signing = try? Curve25519.Signing.PrivateKey(rawRepresentation: second)
        else { throw .encoding }
        self.init(sealing: sealing, signing: signing)
    }

    /// One line, for the file of this key and for nothing else.
    package var revealed: String {
        let bytes = [UInt8](sealing.rawRepresentation) + [UInt8](signing.rawRepresentation)
        return KeyText.encoded(bytes + Self.checksum(bytes).bigEndianBytes, kind: KeyText.secret)
    }

    private static func checksum(_ bytes: [UInt8]) -> UInt32 { KeyID(of: bytes).rawValue }
}

extension CollectorSecret {
    /// Says to whoever trusts this key which one comes next. `serial` has to be larger than that of every announcement before.
    package func announcing(_ next: CollectorKey, serial: UInt64, validFrom: Timestamp) -> KeyAnnouncement {
        let content = KeyAnnouncement.Content(serial: serial, validFrom: validFrom, signer: key.id, next: next)
        return KeyAnnouncement(content: content, signature: signature(of: content.signedBytes))
    }

    func signature(of bytes: [UInt8]) -> [UInt8] {
        guard let signature = try? signing.signature(for: bytes) else { preconditionFailure("Ed25519 signs any bytes") }
        return [UInt8](signature)
    }

    /// What a gateway sealed with under this encapsulated key.
    func agreedKey(_ encapsulatedKey: [UInt8], suite: SealingSuite) -> SymmetricKey? {
        let recipient = try? HPKE.Recipient(
            privateKey: sealing, ciphersuite: suite.ciphersuite, info: SealingSuite.purpose, encapsulatedKey: Data(encapsulatedKey))
        return try? recipient?.exportSecret(context: SealingSuite.exportContext, outputByteCount: suite.keyByteCount)
    }
}

extension CollectorSecret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "(secret of key \(key.id))" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
