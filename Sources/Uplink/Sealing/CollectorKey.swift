// What a gateway has to know of its collector in order to seal: the public half of the collector's key.

/// A pair of public keys: X25519, which batches are sealed to, and Ed25519, which proves that the collector announced its next key.
///
/// As text one line: `vfk1:`, then base64url of both keys and of the id, which is a checksum at the same time. People copy this line from
/// `vitalflow-collector key show` into a gateway's settings.
package struct CollectorKey: Hashable, Sendable {
    let sealing: [UInt8]
    let signing: [UInt8]
    package let id: KeyID

    /// Two keys of 32 bytes.
    package static let byteCount = 64
    private static let textByteCount = byteCount + 4

    /// Both keys, as `encoded()` makes them; throws when sealing to the first would hide nothing.
    package init(decoding bytes: [UInt8]) throws(KeyTextError) {
        guard bytes.count == Self.byteCount else { throw .length(characters: bytes.count, expected: Self.byteCount) }
        var fields = FixedFields(bytes)
        let sealing = fields.bytes(32)
        guard !WeakPoint.contains(sealing) else { throw .weakKey }
        self.sealing = sealing
        signing = fields.bytes(32)
        id = KeyID(of: bytes)
    }

    /// The halves of a key pair that was just made.
    init(sealing: [UInt8], signing: [UInt8]) {
        self.sealing = sealing
        self.signing = signing
        id = KeyID(of: sealing + signing)
    }

    package func encoded() -> [UInt8] { sealing + signing }
}

extension CollectorKey {
    package init(_ text: some StringProtocol) throws(KeyTextError) {
        var fields = FixedFields(try KeyText.bytes(of: text, kind: KeyText.publicKey, count: Self.textByteCount))
        try self.init(decoding: fields.bytes(Self.byteCount))
        guard id.rawValue == fields.integer(UInt32.self) else { throw .checksum }
    }

    package var text: String { KeyText.encoded(encoded() + id.rawValue.bigEndianBytes, kind: KeyText.publicKey) }
}

extension CollectorKey: CustomStringConvertible {
    package var description: String { text }
}
